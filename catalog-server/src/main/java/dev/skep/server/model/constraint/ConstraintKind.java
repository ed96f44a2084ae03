package dev.skep.server.model.constraint;

/** The kinds of constraints; one for each {@link Rule}. */
public enum ConstraintKind {
    PRIMARY_KEY,
    FOREIGN_KEY,
    UNIQUE,
    NOT_NULL,
    DEFAULT,
    CHECK
}
