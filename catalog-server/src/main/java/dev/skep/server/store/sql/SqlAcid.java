package dev.skep.server.store.sql;

import dev.skep.server.store.AcidResourceStore;
import dev.skep.server.store.AcidStores;
import dev.skep.server.store.CompactionStore;
import dev.skep.server.store.LockStore;
import dev.skep.server.store.TransactionStore;
import dev.skep.server.store.WriteIdStore;
import org.jooq.DSLContext;

/** What is kept for ACID, by area. */
record SqlAcid(
        TransactionStore transactions,
        WriteIdStore writeIds,
        LockStore locks,
        CompactionStore compactions,
        AcidResourceStore resources)
        implements AcidStores {
    static SqlAcid on(DSLContext sql, DialectTraits traits, Ids ids, SideTransactions side) {
        AcidCounters counters = new AcidCounters(sql);
        return new SqlAcid(
                new SqlTransactions(sql, traits, ids, counters),
                new SqlWriteIds(sql, side),
                new SqlLocks(sql, counters),
                new SqlCompactions(sql, ids, counters),
                new SqlAcidResources(sql));
    }
}
