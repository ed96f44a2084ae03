package dev.skep.server.catalog;

import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;

/** Where the directories of partitions are. */
final class PartitionFiles {
    private PartitionFiles() {}

    static String defaultLocation(TableHead table, PartitionName name) {
        return table.location() + "/" + name.value();
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
