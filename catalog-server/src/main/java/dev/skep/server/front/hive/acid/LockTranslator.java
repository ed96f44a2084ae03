package dev.skep.server.front.hive.acid;

import dev.skep.hive.api.DataOperationType;
import dev.skep.hive.api.LockComponent;
import dev.skep.hive.api.LockLevel;
import dev.skep.hive.api.LockRequest;
import dev.skep.hive.api.LockResponse;
import dev.skep.hive.api.LockState;
import dev.skep.hive.api.LockType;
import dev.skep.hive.api.ShowLocksRequest;
import dev.skep.hive.api.ShowLocksResponseElement;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.acid.Lock;
import dev.skep.server.model.acid.LockAnswer;
import dev.skep.server.model.acid.LockFilter;
import dev.skep.server.model.acid.LockKind;
import dev.skep.server.model.acid.LockPart;
import dev.skep.server.model.acid.LockRequest.Patience;
import dev.skep.server.model.acid.Operation;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.acid.TxnWrite;
import dev.skep.thrift.Generation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Locks of the wire and of the model. */
final class LockTranslator {
    private LockTranslator() {}

    static dev.skep.server.model.acid.LockRequest toModel(LockRequest wire) {
        Long txn = id(wire.txnid());
        return new dev.skep.server.model.acid.LockRequest(
                wire.component().stream()
                        .map(each -> new LockPart(resource(each), kind(each.type())))
                        .toList(),
                txn == null ? List.of() : writes(wire.component()),
                txn,
                TransactionTranslator.client(wire.user(), wire.hostname(), wire.agentInfo()),
                new Patience(Translation.isTrue(wire.zeroWaitReadEnabled()), Translation.isTrue(wire.exclusiveCTAS())));
    }

    /** Clients say 0 for what they do not have. */
    static @Nullable Long id(@Nullable Long wire) {
        return wire == null || wire == 0 ? null : wire;
    }

    private static Resource resource(LockComponent wire) {
        boolean namesTable = wire.tablename() != null && !wire.tablename().isBlank();
        boolean namesPartition =
                wire.partitionname() != null && !wire.partitionname().isBlank();
        boolean complete = switch (wire.level()) {
            case DB -> true;
            case TABLE -> namesTable;
            case PARTITION -> namesTable && namesPartition;
            case UNRECOGNIZED -> throw CatalogException.invalid("The level of a lock is none that is known");
        };
        if (!complete) {
            throw CatalogException.invalid("A lock of level " + wire.level() + " in database " + wire.dbname()
                    + " does not name its table" + (wire.level() == LockLevel.PARTITION ? " and partition" : ""));
        }
        return Resource.of(
                Translation.database(null, wire.dbname()),
                namesTable ? wire.tablename() : null,
                namesPartition ? wire.partitionname() : null);
    }

    private static LockKind kind(LockType wire) {
        return switch (wire) {
            case SHARED_READ -> LockKind.SHARED_READ;
            case SHARED_WRITE -> LockKind.SHARED_WRITE;
            case EXCL_WRITE -> LockKind.EXCLUSIVE_WRITE;
            case EXCLUSIVE -> LockKind.EXCLUSIVE;
            case UNRECOGNIZED -> throw CatalogException.invalid("The type of a lock is none that is known");
        };
    }

    /**
     * What the transaction is going to write. Where it does not know the partitions yet, it writes to the table as a whole
     * until it says which they were.
     */
    private static List<TxnWrite> writes(List<LockComponent> components) {
        List<TxnWrite> writes = new ArrayList<>();
        Map<Resource, Operation> toWhole = new LinkedHashMap<>();
        for (LockComponent component : components) {
            Optional<Operation> operation = operation(component);
            if (operation.isEmpty() || component.tablename() == null) {
                continue;
            }
            Resource resource = resource(component);
            if (Translation.isTrue(component.isDynamicPartitionWrite())) {
                toWhole.merge(
                        resource.withoutPartition(),
                        operation.get().changesRows() ? Operation.UPDATE : Operation.INSERT,
                        (one, other) -> one.changesRows() ? one : other);
            } else {
                writes.add(new TxnWrite(resource, operation.get(), null));
            }
        }
        toWhole.forEach((table, operation) -> writes.add(new TxnWrite(table, operation, null)));
        return writes;
    }

    private static Optional<Operation> operation(LockComponent component) {
        boolean isPlainTable = component.isTransactional() != null && !component.isTransactional();
        DataOperationType type = component.operationTypeOrDefault();
        boolean isUnsaidRead = type == DataOperationType.UNSET && component.type() == LockType.SHARED_READ;
        return isPlainTable || isUnsaidRead ? Optional.empty() : TransactionTranslator.operation(type);
    }

    static LockResponse toWire(LockAnswer answer) {
        LockResponse.Builder response = LockResponse.builder().lockid(answer.id());
        if (answer instanceof LockAnswer.GivenUp givenUp) {
            return response.state(LockState.NOT_ACQUIRED)
                    .errorMessage(givenUp.reason())
                    .build();
        }
        return response.state(answer instanceof LockAnswer.Acquired ? LockState.ACQUIRED : LockState.WAITING)
                .build();
    }

    static LockFilter toModel(ShowLocksRequest wire) {
        return new LockFilter(
                wire.dbname() == null ? null : Translation.database(null, wire.dbname()),
                wire.tablename() == null ? null : wire.tablename().strip().toLowerCase(Locale.ROOT),
                wire.partname(),
                wire.txnid());
    }

    /** Until Hive 3, clients cannot read an exclusive write; their own writers exclude each other by shared ones. */
    static ShowLocksResponseElement toWire(Lock lock, Generation client) {
        Resource resource = lock.part().resource();
        Instant acquiredAt = lock.acquiredAt();
        Lock.Blocker blocker = lock.blockedBy();
        return ShowLocksResponseElement.builder()
                .lockid(lock.id())
                .lockIdInternal((long) lock.no())
                .dbname(resource.database().toString())
                .tablename(resource.table())
                .partname(resource.partition())
                .state(
                        switch (lock.state()) {
                            case ACQUIRED -> LockState.ACQUIRED;
                            case WAITING -> LockState.WAITING;
                        })
                .type(
                        switch (lock.part().kind()) {
                            case SHARED_READ -> LockType.SHARED_READ;
                            case SHARED_WRITE -> LockType.SHARED_WRITE;
                            case EXCLUSIVE_WRITE ->
                                client.atLeast(Generation.HIVE_4) ? LockType.EXCL_WRITE : LockType.SHARED_WRITE;
                            case EXCLUSIVE -> LockType.EXCLUSIVE;
                        })
                .txnid(lock.txn() == null ? 0 : lock.txn())
                .lastheartbeat(lock.heartbeatAt().toEpochMilli())
                .acquiredat(acquiredAt == null ? null : acquiredAt.toEpochMilli())
                .user(lock.client().user())
                .hostname(lock.client().host())
                .agentInfo(lock.client().agent())
                .blockedByExtId(blocker == null ? null : blocker.id())
                .blockedByIntId(blocker == null ? null : (long) blocker.no())
                .build();
    }
}
