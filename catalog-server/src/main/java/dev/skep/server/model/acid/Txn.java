package dev.skep.server.model.acid;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction.
 *
 * @param reason why it was aborted; null if nobody said
 */
public record Txn(
        long id,
        TxnState state,
        TxnKind kind,
        Client client,
        Instant startedAt,
        Instant heartbeatAt,
        @Nullable String reason) {

    /** How Hive's clients write the id of a transaction. */
    public static String name(long id) {
        return "txnid:" + id;
    }

    public static CatalogException unknown(long id) {
        return new CatalogException(ErrorKind.NOT_FOUND_TRANSACTION, "No such transaction " + name(id));
    }

    /** @throws CatalogException {@code TRANSACTION_ABORTED}; {@code NOT_FOUND_TRANSACTION} if it is committed */
    public Txn requireOpen() {
        return switch (state) {
            case OPEN -> this;
            case ABORTED ->
                throw new CatalogException(
                        ErrorKind.TRANSACTION_ABORTED,
                        "Transaction " + name(id) + " already aborted" + (reason == null ? "" : ": " + reason));
            case COMMITTED ->
                throw new CatalogException(
                        ErrorKind.NOT_FOUND_TRANSACTION, "Transaction " + name(id) + " is already committed.");
        };
    }
}
