package dev.skep.server.model.acid;

/**
 * The id of a transaction, or of a write, that is not to be seen.
 *
 * @param aborted whether it never will; otherwise its transaction was open
 */
public record Invalid(long id, boolean aborted) {}
