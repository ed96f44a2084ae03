package dev.skep.server.model.acid;

/** What a transaction does to a resource. */
public enum Operation {
    INSERT,
    UPDATE,
    DELETE,
    COMPACT;

    /** Whether two transactions that do it to the same at the same time exclude each other. */
    public boolean changesRows() {
        return this == UPDATE || this == DELETE;
    }

    /** One letter, as Hive's messages write it. */
    public String letter() {
        return name().substring(0, 1).toLowerCase(java.util.Locale.ROOT);
    }
}
