package dev.skep.server.store.sql;

import java.util.concurrent.atomic.LongAdder;

/** How many statements the store has sent; a batch counts as one. */
public final class StatementCounter {
    private final LongAdder statements = new LongAdder();

    void count() {
        statements.increment();
    }

    public long total() {
        return statements.sum();
    }
}
