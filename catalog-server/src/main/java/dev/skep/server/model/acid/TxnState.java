package dev.skep.server.model.acid;

/** Where a transaction stands. One that expired is aborted. */
public enum TxnState {
    OPEN,
    ABORTED,
    COMMITTED
}
