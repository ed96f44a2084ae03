package dev.skep.server.front.hive.event;

import dev.skep.server.model.event.EventKind;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What Hive calls the kinds of events. */
final class HiveEventTypes {
    private HiveEventTypes() {}

    static String of(EventKind kind) {
        return switch (kind) {
            case CATALOG_CREATED -> "CREATE_CATALOG";
            case CATALOG_ALTERED -> "ALTER_CATALOG";
            case CATALOG_DROPPED -> "DROP_CATALOG";
            case DATABASE_CREATED -> "CREATE_DATABASE";
            case DATABASE_ALTERED -> "ALTER_DATABASE";
            case DATABASE_DROPPED -> "DROP_DATABASE";
            case TABLE_CREATED -> "CREATE_TABLE";
            case TABLE_ALTERED -> "ALTER_TABLE";
            case TABLE_DROPPED -> "DROP_TABLE";
            case PARTITIONS_ADDED -> "ADD_PARTITION";
            case PARTITIONS_ALTERED -> "ALTER_PARTITION";
            case PARTITIONS_ALTERED_TOGETHER -> "ALTER_PARTITIONS";
            case PARTITIONS_DROPPED -> "DROP_PARTITION";
            case ROWS_INSERTED -> "INSERT";
            case RELOADED -> "RELOAD";
            case FUNCTION_CREATED -> "CREATE_FUNCTION";
            case FUNCTION_DROPPED -> "DROP_FUNCTION";
            case TABLE_STATISTICS_UPDATED -> "UPDATE_TBL_COL_STAT_EVENT";
            case TABLE_STATISTICS_DELETED -> "DELETE_TBL_COL_STAT_EVENT";
            case PARTITION_STATISTICS_UPDATED -> "UPDATE_PART_COL_STAT_EVENT";
            case PARTITION_STATISTICS_DELETED -> "DELETE_PART_COL_STAT_EVENT";
            case TRANSACTIONS_OPENED -> "OPEN_TXN";
            case TRANSACTION_COMMITTED -> "COMMIT_TXN";
            case TRANSACTION_ABORTED -> "ABORT_TXN";
            case WRITE_IDS_ALLOCATED -> "ALLOC_WRITE_ID_EVENT";
            case COMPACTION_COMMITTED -> "COMMIT_COMPACTION_EVENT";
            case PRIMARY_KEY_ADDED -> "ADD_PRIMARYKEY";
            case FOREIGN_KEYS_ADDED -> "ADD_FOREIGNKEY";
            case UNIQUE_CONSTRAINTS_ADDED -> "ADD_UNIQUECONSTRAINT";
            case NOT_NULL_CONSTRAINTS_ADDED -> "ADD_NOTNULLCONSTRAINT";
            case DEFAULTS_ADDED -> "ADD_DEFAULTCONSTRAINT";
            case CHECKS_ADDED -> "ADD_CHECKCONSTRAINT";
            case CONSTRAINT_DROPPED -> "DROP_CONSTRAINT";
        };
    }

    /** The kinds that are left when these types of Hive are wanted, and those skipped; an empty list wants all. */
    static Set<EventKind> kinds(Collection<String> wanted, Collection<String> skipped) {
        return Arrays.stream(EventKind.values())
                .filter(kind -> wanted.isEmpty() || wanted.contains(of(kind)))
                .filter(kind -> !skipped.contains(of(kind)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(EventKind.class)));
    }
}
