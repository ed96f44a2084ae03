package dev.skep.server.model.acid;

import java.util.List;

/**
 * A request for new transactions.
 *
 * @param count how many
 * @param replay the transactions that they stand for, if they replay those of another installation
 */
public record TxnRequest(int count, TxnKind kind, Client client, Replay replay) {
    /**
     * Transactions of another installation.
     *
     * @param policy names the replication; empty if nothing is replayed
     * @param sourceIds the ids that the transactions have there
     */
    public record Replay(String policy, List<Long> sourceIds) {
        public static final Replay NONE = new Replay("", List.of());

        public Replay {
            sourceIds = List.copyOf(sourceIds);
        }
    }
}
