package dev.skep.server.schedule;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.crawl.Connection;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import dev.skep.server.store.crawl.VersionedStore;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How agents reach sources. A secret is kept as a reference to what the agents have, or encrypted; nobody gets it back in clear.
 */
public final class ConnectionService extends NamedService<Connection> {
    /** Stands for a secret that is stored: shown instead of it, and taken for it. */
    public static final String STORED = "(stored)";

    private static final int MAX_WORD = 64;

    private final SecretBox box;
    private final Clock clock;

    public ConnectionService(CatalogStore store, SecretBox box, Clock clock) {
        super(store, Reference.Kind.CONNECTION, "connection");
        this.box = box;
        this.clock = clock;
    }

    @Override
    VersionedStore<Connection> in(Tx tx) {
        return tx.crawls().connections();
    }

    @Override
    public String nameOf(Connection connection) {
        return connection.name();
    }

    @Override
    Connection prepared(Connection given, Optional<Connection> current) {
        if (!given.type().matches("[a-z][a-z0-9-]*") || given.type().length() > MAX_WORD) {
            throw CatalogException.invalid("Connection " + given.name() + " has the type '" + given.type()
                    + "': name what it leads to in lower case, such as s3 or jdbc");
        }
        Map<String, String> secrets = new TreeMap<>();
        given.secrets().forEach((name, text) -> secrets.put(name, secret(given, name, text, current)));
        for (String name : secrets.keySet()) {
            if (given.properties().containsKey(name)) {
                throw CatalogException.invalid(
                        "Connection " + given.name() + " has '" + name + "' among its properties and its secrets");
            }
        }
        return new Connection(
                given.name(),
                given.description(),
                given.type(),
                given.properties(),
                secrets,
                current.map(Connection::createdAt).orElseGet(clock::millis));
    }

    private String secret(Connection given, String name, String text, Optional<Connection> current) {
        if (text.equals(STORED)) {
            return current.map(stored -> stored.secrets().get(name))
                    .orElseThrow(() -> CatalogException.invalid("Connection " + given.name() + " has no stored secret '"
                            + name + "'; give it, or a reference such as ${env:NAME} or ${file:/path}"));
        }
        if (SecretBox.isReference(text)) {
            return text;
        }
        // What is stored is kept if it says the same, since encrypting it anew would look like a change.
        return current.map(stored -> stored.secrets().get(name))
                .filter(stored -> box.says(given.name(), name, stored, text))
                .orElseGet(() -> box.seal(given.name(), name, text));
    }

    /** A secret as it may be shown: a reference, or that there is one. */
    public static String shown(String secret) {
        return SecretBox.isReference(secret) ? secret : STORED;
    }
}
