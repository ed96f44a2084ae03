package dev.skep.server.model.acid;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for locks: all or none.
 *
 * @param parts one at least
 * @param writes what the transaction is going to write under them
 * @param txn the transaction whose locks they are; null if they live on their own
 * @param patience what becomes of it if others are in the way
 */
public record LockRequest(
        List<LockPart> parts,
        List<TxnWrite> writes,
        @Nullable Long txn,
        Client client,
        Patience patience) {
    public LockRequest {
        parts = List.copyOf(parts);
        writes = List.copyOf(writes);
    }

    /**
     * When a request is given up at once instead of waiting. Only requests within a transaction are.
     *
     * @param noWaitToRead when a lock to read has to wait
     * @param noWait when any has to: somebody else is already making the same table
     */
    public record Patience(boolean noWaitToRead, boolean noWait) {
        public static final Patience WAITS = new Patience(false, false);
    }

    /** How Hive's clients write the id of a lock. */
    public static String name(long id) {
        return "lockid:" + id;
    }

    public static CatalogException unknown(long id) {
        return new CatalogException(ErrorKind.NOT_FOUND_LOCK, "No such lock " + name(id));
    }
}
