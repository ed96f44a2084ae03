package dev.skep.server.model.acid;

/** What keeps a transaction from committing: another one changed the same rows and committed first. */
public record WriteConflict(Resource resource, Operation own, long other, long otherCommit, Operation others) {}
