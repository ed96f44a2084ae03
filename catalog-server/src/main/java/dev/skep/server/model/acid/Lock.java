package dev.skep.server.model.acid;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of a request for locks as it stands.
 *
 * @param id of the request
 * @param no of the part, from 1
 * @param txn null if it lives on its own
 * @param heartbeatAt of its transaction, if it has one
 * @param acquiredAt null while it waits
 * @param blockedBy what it waited for when it was looked at last
 */
public record Lock(
        long id,
        int no,
        LockPart part,
        LockState state,
        @Nullable Long txn,
        Instant heartbeatAt,
        @Nullable Instant acquiredAt,
        Client client,
        @Nullable Blocker blockedBy) {
    public record Blocker(long id, int no) {}

    @Override
    public String toString() {
        return LockRequest.name(id) + "/" + no + " " + part.kind() + " on " + part.resource() + " (" + state + ", "
                + (txn == null ? "no transaction" : Txn.name(txn)) + ", " + client.user() + "@" + client.host() + ")";
    }
}
