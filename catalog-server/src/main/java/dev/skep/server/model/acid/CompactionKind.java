package dev.skep.server.model.acid;

/** What a compaction does with the files of a table or partition. */
public enum CompactionKind {
    MINOR,
    MAJOR,
    REBALANCE,
    ABORTED_CLEANUP,
    SMART_OPTIMIZE
}
