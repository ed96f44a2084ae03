package dev.skep.server.model;

/**
 * The name of one of the smaller things in a database, by which it is found as it is: {@link Names#member} folds it for those
 * whose names mean the same in any case.
 */
public record MemberName(DatabaseName database, String value) {
    @Override
    public String toString() {
        return database + "." + value;
    }
}
