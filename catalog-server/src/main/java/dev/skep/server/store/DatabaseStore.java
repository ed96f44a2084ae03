package dev.skep.server.store;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Stored;
import java.util.List;
import java.util.Optional;

/** Databases. */
public interface DatabaseStore {
    Optional<Stored<Database>> find(DatabaseName name);

    /** Like {@link #find}, and keeps every other transaction from changing or dropping it, or adding tables, until the end. */
    Optional<Stored<Database>> lock(DatabaseName name);

    /** The names that match, without the catalog, in order. */
    List<String> names(CatalogName catalog, NamePattern pattern);

    List<Stored<Database>> page(CatalogName catalog, NamePattern pattern, Page page);

    /**
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS}; {@code NOT_FOUND_CATALOG}
     */
    Stored<Database> insert(Database database);

    /**
     * Replaces everything but the catalog; a changed name renames.
     *
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT} if the stored version is no longer that of
     *     {@code current}; {@code ALREADY_EXISTS} if the new name is taken
     */
    Stored<Database> update(Stored<Database> current, Database next);

    /** Whether a catalog, another database or a table of another database lies at or below a directory. */
    boolean isShared(Stored<Database> database, String directory);

    /**
     * Removes the row.
     *
     * @throws dev.skep.server.model.CatalogException {@code NOT_EMPTY} if a table or a function is left in it
     */
    void delete(Stored<Database> database);
}
