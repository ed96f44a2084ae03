package dev.skep.server.store.sql;

import java.util.concurrent.atomic.AtomicInteger;

/** H2 within the process and its memory. */
final class H2Memory implements TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Override
    public StoreSettings fresh() {
        return new StoreSettings("jdbc:h2:mem:store" + COUNT.incrementAndGet(), "sa", "", 8);
    }
}
