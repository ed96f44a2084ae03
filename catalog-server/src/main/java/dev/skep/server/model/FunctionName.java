package dev.skep.server.model;

/** A folded function name in its database; made by {@link Names}. */
public record FunctionName(DatabaseName database, String value) {
    public FunctionName {
        Names.requireFolded(value);
    }

    @Override
    public String toString() {
        return database + "." + value;
    }
}
