package dev.skep.server.catalog;

import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/** A change that is made up to its commit and then rolled back, so that what refuses it would refuse the change. */
public final class Rehearsal {
    private Rehearsal() {}

    /** Makes a change that touches nothing but the store, or rehearses it. */
    public static <T> T write(CatalogStore store, WriteMode mode, Function<? super Tx, ? extends T> work) {
        return switch (mode) {
            case APPLY -> store.inTransaction(work);
            case DRY_RUN -> of(store, work);
        };
    }

    static <T> T of(CatalogStore store, Function<? super Tx, ? extends T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        try {
            store.inTransaction(tx -> {
                result.set(work.apply(tx));
                throw new Rehearsed();
            });
        } catch (Rehearsed end) {
            return Objects.requireNonNull(result.get(), "A change has a result");
        }
        throw new IllegalStateException("The store swallowed the end of a rehearsal");
    }

    /** Rolls back the transaction of a rehearsal. */
    private static final class Rehearsed extends RuntimeException {
        Rehearsed() {
            super(null, null, false, false);
        }
    }
}
