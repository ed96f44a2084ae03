package dev.skep.server.model;

/** What a table is, and so who owns its files. */
public enum TableKind {
    /** The catalog owns the files: they go with the table. */
    MANAGED,
    /** Somebody else owns the files: they stay. */
    EXTERNAL,
    VIEW,
    MATERIALIZED_VIEW,
    INDEX;

    /** Whether there are no files. */
    public boolean isVirtual() {
        return this == VIEW;
    }
}
