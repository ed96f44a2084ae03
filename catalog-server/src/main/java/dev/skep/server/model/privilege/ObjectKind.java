package dev.skep.server.model.privilege;

/** The kinds of what privileges are granted on; one for each {@link Securable}. */
public enum ObjectKind {
    GLOBAL,
    DATABASE,
    TABLE,
    PARTITION,
    COLUMN,
    PARTITION_COLUMN,
    CONNECTOR
}
