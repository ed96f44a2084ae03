package dev.skep.server.front.hive;

import dev.skep.hive.api.AlreadyExistsException;
import dev.skep.hive.api.InvalidInputException;
import dev.skep.hive.api.InvalidObjectException;
import dev.skep.hive.api.InvalidOperationException;
import dev.skep.hive.api.MetaException;
import dev.skep.hive.api.NoSuchObjectException;
import dev.skep.hive.api.UnknownDBException;
import dev.skep.hive.api.UnknownTableException;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.thrift.Generation;
import dev.skep.thrift.ServiceMethod;
import dev.skep.thrift.ThriftException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Which of the exceptions that a method declares says best why the catalog refused. */
final class HiveErrors {
    private static final Answer META = new Answer(MetaException.class, MetaException::new);
    private static final Answer NO_SUCH_OBJECT = new Answer(NoSuchObjectException.class, NoSuchObjectException::new);
    private static final Answer UNKNOWN_DB = new Answer(UnknownDBException.class, UnknownDBException::new);
    private static final Answer UNKNOWN_TABLE = new Answer(UnknownTableException.class, UnknownTableException::new);
    private static final Answer ALREADY_EXISTS = new Answer(AlreadyExistsException.class, AlreadyExistsException::new);
    private static final Answer INVALID_OBJECT = new Answer(InvalidObjectException.class, InvalidObjectException::new);
    private static final Answer INVALID_OPERATION =
            new Answer(InvalidOperationException.class, InvalidOperationException::new);
    private static final Answer INVALID_INPUT = new Answer(InvalidInputException.class, InvalidInputException::new);

    private HiveErrors() {}

    /** An exception of the wire. */
    record Answer(Class<? extends ThriftException> type, Function<String, ThriftException> make) {}

    /**
     * The exception that a method answers.
     *
     * @return nothing if the method declares none that would do
     */
    static Optional<ThriftException> of(
            ServiceMethod<?, ?, ?, ?> method, Generation generation, ErrorKind kind, String message) {
        return candidates(kind, method.name()).stream()
                .filter(answer -> method.declared(answer.type(), generation).isPresent())
                .findFirst()
                .map(answer -> answer.make().apply(message));
    }

    static Optional<ThriftException> of(
            ServiceMethod<?, ?, ?, ?> method, Generation generation, CatalogException refusal) {
        return of(method, generation, refusal.kind(), String.valueOf(refusal.getMessage()));
    }

    /** What says it best, then what says it less well. */
    static List<Answer> candidates(ErrorKind kind, String method) {
        boolean ofDatabase = kind == ErrorKind.NOT_FOUND_CATALOG || kind == ErrorKind.NOT_FOUND_DATABASE;
        if (ofDatabase && method.startsWith("create_table")) {
            // The database is a part of the table that was given, so it is the table that is wrong.
            return List.of(INVALID_OBJECT);
        }
        if (method.equals("alter_function") || (kind == ErrorKind.INVALID && isAboutDroppingOrPartitions(method))) {
            return List.of(META);
        }
        return candidates(kind);
    }

    private static boolean isAboutDroppingOrPartitions(String method) {
        return method.startsWith("drop_")
                || method.startsWith("add_partition")
                || method.startsWith("append_partition")
                || method.startsWith("alter_partition")
                || method.startsWith("rename_partition");
    }

    private static List<Answer> candidates(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> List.of(INVALID_OBJECT, INVALID_OPERATION, META, INVALID_INPUT);
            case NOT_FOUND_CATALOG, NOT_FOUND_DATABASE ->
                List.of(NO_SUCH_OBJECT, UNKNOWN_DB, INVALID_OBJECT, INVALID_OPERATION, META);
            case NOT_FOUND_TABLE -> List.of(NO_SUCH_OBJECT, UNKNOWN_TABLE, INVALID_OBJECT, INVALID_OPERATION, META);
            case NOT_FOUND_PARTITION, NOT_FOUND_OTHER ->
                List.of(NO_SUCH_OBJECT, INVALID_OBJECT, INVALID_OPERATION, META);
            case ALREADY_EXISTS -> List.of(ALREADY_EXISTS, INVALID_OPERATION, INVALID_OBJECT, META);
            case NOT_EMPTY -> List.of(INVALID_OPERATION, META);
            case CONFLICT, TOO_LARGE, UNSUPPORTED, UNAVAILABLE, UNKNOWN_OUTCOME, INTERNAL -> List.of(META);
        };
    }
}
