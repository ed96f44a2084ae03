package dev.skep.server.front.hive;

import dev.skep.hive.api.AlreadyExistsException;
import dev.skep.hive.api.InvalidInputException;
import dev.skep.hive.api.InvalidObjectException;
import dev.skep.hive.api.InvalidOperationException;
import dev.skep.hive.api.InvalidPartitionException;
import dev.skep.hive.api.MetaException;
import dev.skep.hive.api.NoSuchLockException;
import dev.skep.hive.api.NoSuchObjectException;
import dev.skep.hive.api.NoSuchTxnException;
import dev.skep.hive.api.TxnAbortedException;
import dev.skep.hive.api.TxnOpenException;
import dev.skep.hive.api.UnknownDBException;
import dev.skep.hive.api.UnknownTableException;
import dev.skep.server.model.ErrorKind;
import dev.skep.thrift.Generation;
import dev.skep.thrift.ServiceMethod;
import dev.skep.thrift.ThriftException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

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
    private static final Answer INVALID_PARTITION =
            new Answer(InvalidPartitionException.class, InvalidPartitionException::new);
    private static final Answer INVALID_INPUT = new Answer(InvalidInputException.class, InvalidInputException::new);

    private static final Answer NO_SUCH_TXN = new Answer(NoSuchTxnException.class, NoSuchTxnException::new);
    private static final Answer TXN_ABORTED = new Answer(TxnAbortedException.class, TxnAbortedException::new);
    private static final Answer NO_SUCH_LOCK = new Answer(NoSuchLockException.class, NoSuchLockException::new);
    private static final Answer TXN_OPEN = new Answer(TxnOpenException.class, TxnOpenException::new);

    /** Where Hive answers otherwise than it does in general. The first that fits counts. */
    private static final List<Habit> HABITS = List.of(
            // Hive 3 throws these without declaring them, so that its clients see a failure of the call.
            Habit.of(ErrorKind.INVALID, "alter_function", INVALID_OBJECT).until(Generation.HIVE_3),
            Habit.of(ErrorKind.NOT_FOUND_DATABASE, "alter_function", INVALID_OBJECT)
                    .until(Generation.HIVE_3),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "truncate_table", NO_SUCH_OBJECT)
                    .until(Generation.HIVE_3),
            Habit.of(ErrorKind.INVALID_LOCATION, "alter_table", INVALID_OPERATION),
            Habit.of(ErrorKind.NOT_FOUND_CATALOG, "create_table", INVALID_OBJECT),
            Habit.of(ErrorKind.NOT_FOUND_DATABASE, "create_table", INVALID_OBJECT),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "create_table", INVALID_OBJECT),
            Habit.of(ErrorKind.INVALID, "get_table_names_by_filter", META),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "get_partition_by_name", NO_SUCH_OBJECT),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "drop_partition", NO_SUCH_OBJECT),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "append_partition", INVALID_OBJECT),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "update_partition_column", NO_SUCH_OBJECT),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "delete_partition_column", NO_SUCH_OBJECT),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "set_aggr_stats_for", NO_SUCH_OBJECT),
            Habit.of(ErrorKind.INVALID, "update_table_column", META),
            Habit.of(ErrorKind.INVALID, "set_aggr_stats_for", META),
            Habit.of(ErrorKind.INVALID, "append_partition", META),
            Habit.of(ErrorKind.INVALID, "add_partition", META),
            Habit.of(ErrorKind.INVALID, "alter_partition", META),
            Habit.of(ErrorKind.INVALID, "rename_partition", META),
            Habit.of(ErrorKind.ALREADY_EXISTS, "add_primary_key", META),
            Habit.of(ErrorKind.INVALID, "drop_wm_", INVALID_OPERATION),
            Habit.of(ErrorKind.INVALID, "drop_", META),
            Habit.of(ErrorKind.INVALID, "scheduled_query_maintenance", INVALID_INPUT),
            Habit.of(ErrorKind.INVALID, "exchange_partition", META),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "exchange_partition", META),
            Habit.of(ErrorKind.NOT_FOUND_PARTITION, "exchange_partition", META),
            Habit.of(ErrorKind.ALREADY_EXISTS, "exchange_partition", META),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "get_partition_values", META),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "markPartition", UNKNOWN_TABLE),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "isPartitionMarked", UNKNOWN_TABLE),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "markPartition", INVALID_PARTITION),
            Habit.of(ErrorKind.INVALID_PARTITION_NAME, "isPartitionMarked", INVALID_PARTITION),
            Habit.of(ErrorKind.NOT_FOUND_TABLE, "get_partitions_by_names_req", INVALID_OBJECT),
            Habit.of(ErrorKind.INVALID, "alter_function", META),
            Habit.of(ErrorKind.ALREADY_EXISTS, "alter_function", META),
            Habit.of(ErrorKind.NOT_FOUND_DATABASE, "alter_function", META),
            Habit.of(ErrorKind.NOT_FOUND_OTHER, "alter_function", META));

    /**
     * Where Hive throws an exception that its method does not declare, so that clients see a failure of the call: a
     * constraint's table or name is unknown, or its name is taken.
     */
    private static final List<Habit> OF_CONSTRAINTS = Stream.of(
                    "add_primary_key",
                    "add_foreign_key",
                    "add_unique_constraint",
                    "add_not_null_constraint",
                    "add_default_constraint",
                    "add_check_constraint",
                    "drop_constraint")
            .flatMap(method -> Stream.of(
                            ErrorKind.NOT_FOUND_CATALOG,
                            ErrorKind.NOT_FOUND_DATABASE,
                            ErrorKind.NOT_FOUND_TABLE,
                            ErrorKind.NOT_FOUND_OTHER,
                            ErrorKind.ALREADY_EXISTS)
                    .map(kind -> Habit.of(kind, method, INVALID_OBJECT)))
            .toList();

    private HiveErrors() {}

    /**
     * @param methods how the names of the methods begin
     * @param until the last generation whose clients expect it
     */
    private record Habit(ErrorKind kind, String methods, Answer answer, Generation until) {
        static Habit of(ErrorKind kind, String methods, Answer answer) {
            return new Habit(kind, methods, answer, Generation.NEWEST);
        }

        Habit until(Generation last) {
            return new Habit(kind, methods, answer, last);
        }

        boolean fits(String method, Generation generation) {
            return method.startsWith(methods) && until.atLeast(generation);
        }
    }

    /** An exception of the wire. */
    record Answer(Class<? extends ThriftException> type, Function<String, ThriftException> make) {}

    /**
     * The exception that a method answers.
     *
     * @return nothing if the method declares none that would do
     */
    static Optional<ThriftException> of(
            ServiceMethod<?, ?, ?, ?> method, Generation generation, ErrorKind kind, String message) {
        return first(candidates(kind, method.name(), generation), method, generation, message);
    }

    private static Optional<ThriftException> first(
            List<Answer> answers, ServiceMethod<?, ?, ?, ?> method, Generation generation, String message) {
        return answers.stream()
                .filter(answer -> method.declared(answer.type(), generation).isPresent())
                .findFirst()
                .map(answer -> answer.make().apply(message));
    }

    /** What says it best, then what says it less well. */
    static List<Answer> candidates(ErrorKind kind, String method, Generation generation) {
        return Stream.concat(HABITS.stream(), OF_CONSTRAINTS.stream())
                .filter(habit -> habit.kind() == kind && habit.fits(method, generation))
                .findFirst()
                .map(habit -> List.of(habit.answer()))
                .orElseGet(() -> candidates(kind));
    }

    private static List<Answer> candidates(ErrorKind kind) {
        return switch (kind) {
            case INVALID, INVALID_PARTITION_NAME -> List.of(INVALID_OBJECT, INVALID_OPERATION, META, INVALID_INPUT);
            case NOT_FOUND_CATALOG, NOT_FOUND_DATABASE ->
                List.of(NO_SUCH_OBJECT, UNKNOWN_DB, INVALID_OBJECT, INVALID_OPERATION, META);
            case NOT_FOUND_TABLE -> List.of(NO_SUCH_OBJECT, UNKNOWN_TABLE, INVALID_OBJECT, INVALID_OPERATION, META);
            case NOT_FOUND_PARTITION, NOT_FOUND_OTHER ->
                List.of(NO_SUCH_OBJECT, INVALID_OBJECT, INVALID_OPERATION, META);
            case NOT_FOUND_TRANSACTION -> List.of(NO_SUCH_TXN, META);
            case TRANSACTION_ABORTED -> List.of(TXN_ABORTED, NO_SUCH_TXN, META);
            case NOT_FOUND_LOCK -> List.of(NO_SUCH_LOCK, META);
            case TRANSACTION_OPEN -> List.of(TXN_OPEN, META);
            case ALREADY_EXISTS -> List.of(ALREADY_EXISTS, INVALID_OPERATION, INVALID_OBJECT, META);
            case NOT_EMPTY, IN_USE -> List.of(INVALID_OPERATION, META);
            case INVALID_LOCATION -> List.of(META, INVALID_OBJECT, INVALID_OPERATION);
            case CONFLICT, TOO_LARGE, UNSUPPORTED, UNAVAILABLE, UNKNOWN_OUTCOME, INTERNAL -> List.of(META);
        };
    }
}
