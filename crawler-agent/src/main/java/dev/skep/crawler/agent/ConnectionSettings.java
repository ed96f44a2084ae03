package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.RunClient.Connection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads what a connection of any type says. Whatever is not understood is for the user to mend. */
final class ConnectionSettings {

    private ConnectionSettings() {}

    /** @throws IllegalArgumentException if the property is neither true nor false */
    static boolean flag(Connection connection, String name, boolean ifAbsent) {
        String text = connection.properties().get(name);
        if (text == null) {
            return ifAbsent;
        }
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("The property '" + name + "' of connection " + connection.name()
                + " must be true or false, not '" + text + "'");
    }

    /** @throws IllegalArgumentException if the connection has other properties or secrets than these */
    static void requireKnown(Connection connection, Set<String> properties, Set<String> secrets) {
        requireKnown(connection, connection.properties(), properties, "property");
        requireKnown(connection, connection.secrets(), secrets, "secret");
    }

    private static void requireKnown(Connection connection, Map<String, String> given, Set<String> known, String what) {
        for (String name : new TreeSet<>(given.keySet())) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("There is no " + what + " '" + name + "' of connections of type "
                        + connection.type() + ", which connection " + connection.name() + " has; known are "
                        + new TreeSet<>(known));
            }
        }
    }
}
