package dev.skep.server.catalog;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableKind;
import dev.skep.server.store.Listing;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of the directories of a table. */
final class TableFiles {
    private static final String PURGE_EXTERNAL = "external.table.purge";
    private static final String TRANSLATED = "TRANSLATED_TO_EXTERNAL";
    private static final Set<String> PAST_THE_TRASH = Set.of("auto.purge", "skip.trash");

    private TableFiles() {}

    /** Whether the files belong to the catalog and so go, and move, with the table. */
    static boolean owned(TableHead table) {
        return switch (table.kind()) {
            case MANAGED, MATERIALIZED_VIEW, INDEX -> true;
            case EXTERNAL, VIEW -> false;
        };
    }

    /** Whether a table was made managed by a client, and external by what was done to it then. */
    static boolean isTranslated(Table table) {
        return table.kind() == TableKind.EXTERNAL
                && Boolean.parseBoolean(table.parameters().get(TRANSLATED));
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
        Consumer<String> remove = removal(change, stored, files).orElse(null);
        if (remove == null || location == null) {
            return;
        }
        if (!table.partitionKeys().isEmpty()) {
            try (Listing<Stored<Partition>> partitions =
                    change.tx().partitions().list(table, Predicate.TRUE, -1)) {
                for (Stored<Partition> partition : partitions) {
                    String own = PartitionFiles.directoryOf(partition.value());
                    if (own != null && !isBelow(location, own)) {
                        remove.accept(own);
                    }
                }
            }
        }
        remove.accept(location);
    }

    /** How directories of a table, or of its partitions, are removed after the commit; nothing if they stay. */
    static Optional<Consumer<String>> removal(UnitOfWork.Change change, Stored<Table> table, DroppedFiles files) {
        if (files == DroppedFiles.KEPT || !goWith(table)) {
            return Optional.empty();
        }
        boolean purge = files == DroppedFiles.PURGED
                || PAST_THE_TRASH.stream()
                        .anyMatch(name ->
                                Boolean.parseBoolean(table.value().parameters().get(name)));
        return Optional.of(purge ? change.files()::purgeAfterCommit : change.files()::deleteAfterCommit);
    }

    static boolean isBelow(String directory, @Nullable String location) {
        return location != null && (location.equals(directory) || location.startsWith(directory + "/"));
    }
}
