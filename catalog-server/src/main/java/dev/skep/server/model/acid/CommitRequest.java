package dev.skep.server.model.acid;

import java.util.Optional;

/**
 * A request to commit.
 *
 * @param txn the id here; that of the source, if it is replayed
 * @param replayOf names the replication; empty if nothing is replayed
 * @param checksConflicts whether it is refused if another transaction changed the same rows and committed first; not where
 *     the client's locks see to that
 * @param parameter what is set with it
 */
public record CommitRequest(long txn, String replayOf, boolean checksConflicts, Optional<TableParameter> parameter) {}
