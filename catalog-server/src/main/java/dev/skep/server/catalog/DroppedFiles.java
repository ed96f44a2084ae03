package dev.skep.server.catalog;

/** What becomes of the files of tables and partitions that are dropped, if there are any that go with them. */
public enum DroppedFiles {
    KEPT,
    /** They go into the trash where there is one. */
    REMOVED,
    /** They are gone for good. */
    PURGED;

    public static DroppedFiles removed(boolean deleteData) {
        return deleteData ? REMOVED : KEPT;
    }
}
