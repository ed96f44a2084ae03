package dev.skep.server.catalog.token;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Snapshot;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that a client, such as a query server, issues itself, and the keys that it signs them with. They are texts of the
 * client's own making; here they are safe and shared.
 */
public final class KeptTokenService {
    private final CatalogStore store;

    public KeptTokenService(CatalogStore store) {
        this.store = store;
    }

    /** @return whether it is new; one that is there stays as it is */
    public boolean add(String identifier, String token) {
        return store.inTransaction(tx -> tx.security().tokens().keep(identifier, token));
    }

    /** @return whether it was there */
    public boolean remove(String identifier) {
        return store.inTransaction(tx -> tx.security().tokens().forget(identifier));
    }

    public Optional<String> get(String identifier) {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.security().tokens().kept(identifier);
        }
    }

    public List<String> identifiers() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.security().tokens().keptIdentifiers();
        }
    }

    /** @return the number under which the key is kept */
    public int addKey(String key) {
        return store.inTransaction(tx -> tx.security().tokens().keepKey(key));
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void replaceKey(int id, String key) {
        store.inTransaction(tx -> {
            if (!tx.security().tokens().replaceKey(id, key)) {
                throw new CatalogException(ErrorKind.NOT_FOUND_OTHER, "There is no master key " + id);
            }
            return id;
        });
    }

    /** @return whether it was there */
    public boolean removeKey(int id) {
        return store.inTransaction(tx -> tx.security().tokens().forgetKey(id));
    }

    public List<String> keys() {
        try (Snapshot snapshot = store.snapshot()) {
            return snapshot.security().tokens().keys();
        }
    }
}
