package dev.skep.server.model.constraint;

/**
 * What engines may make of a constraint.
 *
 * @param enabled new rows are held to it
 * @param validated the rows that were there have been
 * @param relied optimizers may believe it
 */
public record Trust(boolean enabled, boolean validated, boolean relied) {}
