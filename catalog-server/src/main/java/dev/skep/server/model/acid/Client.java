package dev.skep.server.model.acid;

/**
 * Who opens a transaction or asks for a lock, as it says.
 *
 * @param agent what program it is, such as the id of a query
 */
public record Client(String user, String host, String agent) {}
