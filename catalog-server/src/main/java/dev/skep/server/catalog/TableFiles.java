package dev.skep.server.catalog;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Listing;
import org.jspecify.annotations.Nullable;

/** What becomes of the directories of a table. */
final class TableFiles {
    private static final String PURGE_EXTERNAL = "external.table.purge";

    private TableFiles() {}

    /** Whether the files belong to the catalog and so go, and move, with the table. */
    static boolean owned(TableHead table) {
        return switch (table.kind()) {
            case MANAGED, MATERIALIZED_VIEW, INDEX -> true;
            case EXTERNAL, VIEW -> false;
        };
    }

    /**
     * Has the directories of a table that is being dropped removed after the commit, those of its partitions too. The
     * owner of an external table may have asked by a parameter that its files go with it.
     */
    static void forget(UnitOfWork.Change change, Stored<Table> stored, boolean deleteData) {
        TableHead table = TableHead.of(stored);
        String location = table.location();
        boolean goes =
                owned(table) || Boolean.parseBoolean(stored.value().parameters().get(PURGE_EXTERNAL));
        if (!deleteData || !goes || location == null) {
            return;
        }
        if (!table.partitionKeys().isEmpty()) {
            try (Listing<Stored<Partition>> partitions =
                    change.tx().partitions().list(table, Predicate.TRUE, -1)) {
                for (Stored<Partition> partition : partitions) {
                    String own = partition.value().location();
                    if (own != null && !isBelow(location, own)) {
                        change.files().deleteAfterCommit(own);
                    }
                }
            }
        }
        change.files().deleteAfterCommit(location);
    }

    static boolean isBelow(String directory, @Nullable String location) {
        return location != null && (location.equals(directory) || location.startsWith(directory + "/"));
    }
}
