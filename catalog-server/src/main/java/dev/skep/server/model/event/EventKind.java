package dev.skep.server.model.event;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The cases of {@link CatalogEvent}. Stored by name. */
public enum EventKind {
    CATALOG_CREATED(CatalogEvent.CatalogCreated.class),
    CATALOG_ALTERED(CatalogEvent.CatalogAltered.class),
    CATALOG_DROPPED(CatalogEvent.CatalogDropped.class),
    DATABASE_CREATED(CatalogEvent.DatabaseCreated.class),
    DATABASE_ALTERED(CatalogEvent.DatabaseAltered.class),
    DATABASE_DROPPED(CatalogEvent.DatabaseDropped.class),
    TABLE_CREATED(CatalogEvent.TableCreated.class),
    TABLE_ALTERED(CatalogEvent.TableAltered.class),
    TABLE_DROPPED(CatalogEvent.TableDropped.class),
    PARTITIONS_ADDED(CatalogEvent.PartitionsAdded.class),
    PARTITIONS_ALTERED(CatalogEvent.PartitionsAltered.class),
    PARTITIONS_ALTERED_TOGETHER(CatalogEvent.PartitionsAlteredTogether.class),
    PARTITIONS_DROPPED(CatalogEvent.PartitionsDropped.class),
    ROWS_INSERTED(CatalogEvent.RowsInserted.class),
    RELOADED(CatalogEvent.Reloaded.class),
    FUNCTION_CREATED(CatalogEvent.FunctionCreated.class),
    FUNCTION_DROPPED(CatalogEvent.FunctionDropped.class),
    TABLE_STATISTICS_UPDATED(CatalogEvent.TableStatisticsUpdated.class),
    TABLE_STATISTICS_DELETED(CatalogEvent.TableStatisticsDeleted.class),
    PARTITION_STATISTICS_UPDATED(CatalogEvent.PartitionStatisticsUpdated.class),
    PARTITION_STATISTICS_DELETED(CatalogEvent.PartitionStatisticsDeleted.class),
    TRANSACTIONS_OPENED(CatalogEvent.TransactionsOpened.class),
    TRANSACTION_COMMITTED(CatalogEvent.TransactionCommitted.class),
    TRANSACTION_ABORTED(CatalogEvent.TransactionAborted.class),
    WRITE_IDS_ALLOCATED(CatalogEvent.WriteIdsAllocated.class),
    COMPACTION_COMMITTED(CatalogEvent.CompactionCommitted.class),
    PRIMARY_KEY_ADDED(CatalogEvent.ConstraintsAdded.class),
    FOREIGN_KEYS_ADDED(CatalogEvent.ConstraintsAdded.class),
    UNIQUE_CONSTRAINTS_ADDED(CatalogEvent.ConstraintsAdded.class),
    NOT_NULL_CONSTRAINTS_ADDED(CatalogEvent.ConstraintsAdded.class),
    DEFAULTS_ADDED(CatalogEvent.ConstraintsAdded.class),
    CHECKS_ADDED(CatalogEvent.ConstraintsAdded.class),
    CONSTRAINT_DROPPED(CatalogEvent.ConstraintDropped.class);

    /** Without those whose record stands for several kinds, and says itself for which. */
    private static final Map<Class<? extends CatalogEvent>, EventKind> BY_TYPE = Arrays.stream(values())
            .filter(kind -> !kind.type.equals(CatalogEvent.ConstraintsAdded.class))
            .collect(Collectors.toUnmodifiableMap(EventKind::type, Function.identity()));

    private final Class<? extends CatalogEvent> type;

    EventKind(Class<? extends CatalogEvent> type) {
        this.type = type;
    }

    public Class<? extends CatalogEvent> type() {
        return type;
    }

    static EventKind of(Class<? extends CatalogEvent> type) {
        EventKind kind = BY_TYPE.get(type);
        if (kind == null) {
            throw new IllegalStateException("There is no kind for " + type);
        }
        return kind;
    }
}
