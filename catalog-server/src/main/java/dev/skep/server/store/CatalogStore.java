package dev.skep.server.store;

import java.util.function.Function;

/** Where the catalog is kept. Opened and asked for transactions by the services only. */
public interface CatalogStore extends AutoCloseable {
    /**
     * Runs the work in one transaction and commits it before returning. If the work throws, nothing of it stays.
     *
     * <p>The work may run again from its start after a serialization failure, so it has no effects but those on the
     * {@link Tx}.
     *
     * @throws dev.skep.server.model.CatalogException as the work throws it; {@code UNAVAILABLE} if the database cannot be
     *     reached or kept refusing to serialize, {@code UNKNOWN_OUTCOME} if it was lost during the commit
     */
    <T> T inTransaction(Function<? super Tx, ? extends T> work);

    /** Opens a read-only view of one moment: whatever is read through it fits together. Close it. */
    Snapshot snapshot();

    /** Does the work on a snapshot, and closes it. */
    default <T> T read(Function<? super Tx, ? extends T> work) {
        try (Snapshot snapshot = snapshot()) {
            return work.apply(snapshot);
        }
    }

    /** @throws dev.skep.server.model.CatalogException {@code UNAVAILABLE} if the database does not answer */
    void check();

    @Override
    void close();
}
