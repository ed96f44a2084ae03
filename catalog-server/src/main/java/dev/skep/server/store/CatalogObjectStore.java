package dev.skep.server.store;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Stored;
import java.util.List;
import java.util.Optional;

/** The catalogs themselves, and what tells this store from others. */
public interface CatalogObjectStore {
    boolean exists(CatalogName name);

    /** All names in order. */
    List<CatalogName> names();

    Optional<Stored<Catalog>> find(CatalogName name);

    /** Like {@link #find}, and keeps every other transaction from changing or dropping it, or adding databases, until the end. */
    Optional<Stored<Catalog>> lock(CatalogName name);

    /** @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS} */
    Stored<Catalog> insert(Catalog catalog);

    /**
     * Replaces everything but the name.
     *
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT} if the stored version is no longer that of
     *     {@code current}
     */
    Stored<Catalog> update(Stored<Catalog> current, Catalog next);

    /**
     * Removes the row.
     *
     * @throws dev.skep.server.model.CatalogException {@code NOT_EMPTY} if a database is left in it
     */
    void delete(Stored<Catalog> catalog);

    /** The id of the store, if it has been given one. */
    Optional<String> identity();

    /** Gives the store its id, once and for all. */
    void identify(String identity);
}
