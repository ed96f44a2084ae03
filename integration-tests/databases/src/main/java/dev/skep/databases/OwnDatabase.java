package dev.skep.databases;

/**
 * An empty database of a test's own.
 *
 * @param server the address of JDBC up to the name of the database
 */
public record OwnDatabase(String server, String name, String user, String password) {
    /** Of JDBC, without the user. */
    public String url() {
        return server + name;
    }
}
