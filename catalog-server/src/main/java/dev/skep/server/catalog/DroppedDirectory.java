package dev.skep.server.catalog;

/** What becomes of the files of a database that is dropped. */
public enum DroppedDirectory {
    KEPT,
    /** Those of tables that own them go, and the directory if nothing else is in it. */
    REMOVED_IF_EMPTY,
    /**
     * All that lies in the directory goes, whoever put it there; unless tables that are kept, other databases or their
     * tables lie in it too, or a root of the warehouse.
     */
    REMOVED;

    static DroppedDirectory removed(boolean deleteData) {
        return deleteData ? REMOVED_IF_EMPTY : KEPT;
    }
}
