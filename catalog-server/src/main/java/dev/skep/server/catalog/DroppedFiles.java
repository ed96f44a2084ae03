package dev.skep.server.catalog;

/** What becomes of the files of a table that is dropped, if it owns any. */
public enum DroppedFiles {
    KEPT,
    /** They go into the trash where there is one. */
    REMOVED,
    /** They are gone for good. */
    PURGED;

    static DroppedFiles removed(boolean deleteData) {
        return deleteData ? REMOVED : KEPT;
    }
}
