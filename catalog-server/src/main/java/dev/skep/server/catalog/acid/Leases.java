package dev.skep.server.catalog.acid;

import dev.skep.server.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * How long a client may be silent before what it holds is taken from it. Time is the database's, so that all servers on it
 * agree.
 *
 * @param time what time it is
 * @param timeout of transactions and of locks that live on their own
 * @param replayTimeout of transactions that replay those of another installation, which may rest for long
 */
public record Leases(Function<Tx, Instant> time, Duration timeout, Duration replayTimeout) {
    /** As long as a replayed transaction may rest in Hive. */
    private static final Duration REPLAY_TIMEOUT = Duration.ofDays(11);

    public static Leases of(Duration timeout) {
        return new Leases(tx -> tx.acid().transactions().now(), timeout, REPLAY_TIMEOUT);
    }

    Instant now(Tx tx) {
        return time.apply(tx);
    }
}
