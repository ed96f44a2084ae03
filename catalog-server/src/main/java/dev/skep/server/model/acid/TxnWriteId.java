package dev.skep.server.model.acid;

/** The write id that a transaction has of one table. */
public record TxnWriteId(long txn, long writeId) {}
