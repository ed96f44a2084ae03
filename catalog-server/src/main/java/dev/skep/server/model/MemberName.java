package dev.skep.server.model;

/** The folded name of one of the smaller things in a database: a schema, a stored procedure; made by {@link Names}. */
public record MemberName(DatabaseName database, String value) {
    public MemberName {
        Names.requireFolded(value);
    }

    @Override
    public String toString() {
        return database + "." + value;
    }
}
