package dev.skep.server.store.crawl;

import dev.skep.server.model.Stored;
import dev.skep.server.store.Page;
import java.util.List;
import java.util.Optional;

/** Things with a name and a version. */
public interface VersionedStore<V> {
    Optional<Stored<V>> find(String name);

    /** Like {@link #find}, and keeps every other transaction from changing it until the end of this one. */
    Optional<Stored<V>> lock(String name);

    /** In the order of their names. */
    List<Stored<V>> page(Page page);

    /** @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} */
    Stored<V> insert(V value);

    /** @throws dev.skep.server.model.CatalogException {@code CONFLICT} if it has another version, or is gone */
    Stored<V> update(Stored<V> current, V next);

    void delete(Stored<V> current);
}
