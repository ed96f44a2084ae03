package dev.skep.server.store.sql;

import java.util.function.Function;
import org.jooq.DSLContext;

/** Runs a short piece of work in a transaction of its own, which stands whatever becomes of the one around it. */
interface SideTransactions {
    /** @param work runs again if another writer comes between, also one that adds the same key */
    <T> T run(Function<DSLContext, T> work);
}
