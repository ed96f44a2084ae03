package dev.skep.server.catalog.acid;

import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.Tx;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Ends transactions badly: because somebody says so, or because their clients are silent. Every abort passes here. */
final class Aborts {
    private static final String SILENT = "its client was not heard of for longer than acid.txn-timeout";

    private final Leases leases;

    Aborts(Leases leases) {
        this.leases = leases;
    }

    /** @return those that were open */
    List<Long> abort(Tx tx, Collection<Long> ids, String reason, Instant now) {
        return abort(tx, ids, reason, now, Optional.empty());
    }

    /** Takes from silent clients what they hold: transactions, and locks that live on their own. */
    void expire(Tx tx, Instant now) {
        Instant before = now.minus(leases.timeout());
        List<Long> silent = tx.acid().transactions().expired(before, now.minus(leases.replayTimeout()));
        abort(tx, silent, SILENT, now, Optional.of(before));
        tx.acid().locks().deleteExpired(before);
    }

    private static List<Long> abort(
            Tx tx, Collection<Long> ids, String reason, Instant now, Optional<Instant> unheardSince) {
        List<Long> aborted = tx.acid().transactions().abort(ids, reason, now, unheardSince);
        aborted.forEach(id -> tx.events().append(new CatalogEvent.TransactionAborted(id, List.of())));
        return aborted;
    }
}
