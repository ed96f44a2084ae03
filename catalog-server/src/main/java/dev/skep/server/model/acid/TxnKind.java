package dev.skep.server.model.acid;

/** What a transaction is opened for. */
public enum TxnKind {
    DEFAULT,
    /** Stands for one of another installation, whose changes are replayed here. */
    REPL_CREATED,
    READ_ONLY,
    COMPACTION,
    MATERIALIZATION_REBUILD,
    SOFT_DELETE,
    REBALANCE_COMPACTION;

    public boolean isCompaction() {
        return this == COMPACTION || this == REBALANCE_COMPACTION;
    }
}
