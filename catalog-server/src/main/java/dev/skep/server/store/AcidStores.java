package dev.skep.server.store;

/** What is kept for ACID, by area. */
public interface AcidStores {
    TransactionStore transactions();

    WriteIdStore writeIds();

    LockStore locks();

    CompactionStore compactions();

    AcidResourceStore resources();
}
