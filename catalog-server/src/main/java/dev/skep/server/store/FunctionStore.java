package dev.skep.server.store;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Function;
import dev.skep.server.model.FunctionName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Stored;
import java.util.List;
import java.util.Optional;

/** User-defined functions. */
public interface FunctionStore {
    Optional<Stored<Function>> find(FunctionName name);

    /** The names that match, without the database, in order. */
    List<String> names(DatabaseName database, NamePattern pattern);

    /** All of a catalog, in the order of database and name. */
    List<Stored<Function>> all(CatalogName catalog);

    /**
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS}; {@code NOT_FOUND_DATABASE}
     */
    Stored<Function> insert(Function function);

    /**
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT}, {@code ALREADY_EXISTS}, {@code NOT_FOUND_DATABASE}
     */
    Stored<Function> update(Stored<Function> current, Function next);

    void delete(Stored<Function> function);
}
