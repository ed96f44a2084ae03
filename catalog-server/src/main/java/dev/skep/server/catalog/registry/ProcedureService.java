package dev.skep.server.catalog.registry;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.MemberName;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import dev.skep.server.store.registry.MemberRegistry;
import java.util.List;
import java.util.function.Function;

/**
 * Stored procedures, or packages of them: whoever defines one anew replaces the old one, and nobody minds if what is dropped
 * has gone before. Names are compared as they are.
 */
public final class ProcedureService<V> {
    private final CatalogStore store;
    private final String what;
    private final Function<Tx, MemberRegistry<V>> registry;

    /** @param what one of them is called */
    public ProcedureService(CatalogStore store, String what, Function<Tx, MemberRegistry<V>> registry) {
        this.store = store;
        this.what = what;
        this.registry = registry;
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE} */
    public void define(MemberName name, V value) {
        if (name.value().isBlank()) {
            throw CatalogException.invalid("A " + what + " needs a name");
        }
        store.inTransaction(tx -> {
            if (registry.apply(tx).lock(name).isPresent()) {
                registry.apply(tx).replace(name, value);
            } else {
                registry.apply(tx).insert(name, value);
            }
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public V get(MemberName name) {
        return store.read(tx -> registry.apply(tx).find(name)).orElseThrow(() -> CatalogException.notFound(what, name));
    }

    public void drop(MemberName name) {
        store.inTransaction(tx -> registry.apply(tx).delete(name));
    }

    public List<String> names(DatabaseName database) {
        return store.read(tx -> registry.apply(tx).names(database));
    }

    /** Of all databases. */
    public List<String> names(CatalogName catalog) {
        return store.read(tx -> registry.apply(tx).names(catalog));
    }
}
