package dev.skep.server.catalog;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the directories of partitions are. */
final class PartitionFiles {
    private static final Pattern SCHEME_WITHOUT_PATH = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:(?!/)");

    private static final String ARCHIVED = "is_archived";
    private static final String ORIGINAL_LOCATION = "original_location";

    private PartitionFiles() {}

    static String defaultLocation(TableHead table, PartitionName name) {
        return table.location() + "/" + name.value();
    }

    /**
     * The directory that goes with a partition. One that Hive has archived lies in an archive, as its location says; the
     * archive is in the directory where the partition was before.
     */
    static @Nullable String directoryOf(Partition partition) {
        String before = partition.parameters().get(ORIGINAL_LOCATION);
        return before != null && Boolean.parseBoolean(partition.parameters().get(ARCHIVED))
                ? before
                : partition.location();
    }

    /**
     * A scheme must be followed by a path.
     *
     * @throws CatalogException {@code INVALID}
     */
    static void requireLocation(@Nullable String location) {
        if (location != null && SCHEME_WITHOUT_PATH.matcher(location).lookingAt()) {
            throw CatalogException.invalid(
                    "'" + location + "' is no location: write scheme:/path, scheme://host/path, or a path");
        }
    }

    /** The directories between a partition that goes and its table, of which those that hold nothing else go with it. */
    static void forgetEmptyParents(FileChanges files, TableHead table, String location) {
        String root = table.location();
        if (root == null || !TableFiles.isBelow(root, location)) {
            return;
        }
        for (String parent = parentOf(location); parent.length() > root.length(); parent = parentOf(parent)) {
            files.deleteEmptyAfterCommit(parent);
        }
    }

    private static String parentOf(String location) {
        return location.substring(0, location.lastIndexOf('/'));
    }
}
