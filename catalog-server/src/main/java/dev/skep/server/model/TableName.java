package dev.skep.server.model;

/** A folded table name in its database; made by {@link Names}. */
public record TableName(DatabaseName database, String value) {
    public TableName {
        Names.requireFolded(value);
    }

    @Override
    public String toString() {
        return database + "." + value;
    }
}
