package dev.skep.server.catalog;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Listing;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of the directories of a table. */
final class TableFiles {
    private static final String PURGE_EXTERNAL = "external.table.purge";
    private static final Set<String> PAST_THE_TRASH = Set.of("auto.purge", "skip.trash");

    private TableFiles() {}

    /** Whether the files belong to the catalog and so go, and move, with the table. */
    static boolean owned(TableHead table) {
        return switch (table.kind()) {
            case MANAGED, MATERIALIZED_VIEW, INDEX -> true;
            case EXTERNAL, VIEW -> false;
        };
    }

    /** Whether a table's files go with it when they are not to be kept: the owner of an external table may have said so. */
    static boolean goWith(Stored<Table> table) {
        return owned(TableHead.of(table))
                || Boolean.parseBoolean(table.value().parameters().get(PURGE_EXTERNAL));
    }

    /** Has the directories of a table that is being dropped removed after the commit, those of its partitions too. */
    static void forget(UnitOfWork.Change change, Stored<Table> stored, DroppedFiles files) {
        TableHead table = TableHead.of(stored);
        String location = table.location();
        if (files == DroppedFiles.KEPT || !goWith(stored) || location == null) {
            return;
        }
        boolean purge = files == DroppedFiles.PURGED
                || PAST_THE_TRASH.stream()
                        .anyMatch(name ->
                                Boolean.parseBoolean(stored.value().parameters().get(name)));
        Consumer<String> remove = purge ? change.files()::purgeAfterCommit : change.files()::deleteAfterCommit;
        if (!table.partitionKeys().isEmpty()) {
            try (Listing<Stored<Partition>> partitions =
                    change.tx().partitions().list(table, Predicate.TRUE, -1)) {
                for (Stored<Partition> partition : partitions) {
                    String own = partition.value().location();
                    if (own != null && !isBelow(location, own)) {
                        remove.accept(own);
                    }
                }
            }
        }
        remove.accept(location);
    }

    static boolean isBelow(String directory, @Nullable String location) {
        return location != null && (location.equals(directory) || location.startsWith(directory + "/"));
    }
}
