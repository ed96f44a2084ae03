package dev.skep.server.store;

import dev.skep.server.filter.Predicate;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.TableSummary;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables and views. */
public interface TableStore {
    /** One statement. */
    Optional<TableHead> head(TableName name);

    /** At most two statements. */
    Optional<Stored<Table>> find(TableName name);

    /** Like {@link #find}, and keeps every other transaction from changing or dropping it until the end. */
    Optional<Stored<Table>> lock(TableName name);

    /** The table with an id, locked likewise. Nothing also if it is renamed at the same time. */
    Optional<Stored<Table>> lock(long id);

    /** Those of the names that exist, in the order of their names; the number of statements grows by the thousand. */
    List<Stored<Table>> findAll(DatabaseName database, Collection<String> names);

    /**
     * The names that match, without the database, in order.
     *
     * @param kinds which kinds to list; empty for all
     */
    List<String> names(DatabaseName database, NamePattern pattern, Set<TableKind> kinds);

    /**
     * The names of the tables that satisfy a filter ({@code TableFilter}), without the database, in order.
     *
     * @param limit how many at most; negative for all
     */
    List<String> names(DatabaseName database, Predicate filter, int limit);

    List<Stored<Table>> page(DatabaseName database, NamePattern pattern, Page page);

    /** Over all databases that match, in the order of database and table. */
    List<TableSummary> summaries(CatalogName catalog, NamePattern databases, NamePattern tables, Set<TableKind> kinds);

    /**
     * @throws dev.skep.server.model.CatalogException {@code ALREADY_EXISTS}; {@code NOT_FOUND_DATABASE}
     */
    Stored<Table> insert(Table table);

    /**
     * Replaces everything; a changed name renames, into another database of the same catalog too.
     *
     * @throws dev.skep.server.model.CatalogException {@code CONFLICT} if the stored version is no longer that of
     *     {@code current}; {@code ALREADY_EXISTS} if the new name is taken; {@code NOT_FOUND_DATABASE}
     */
    Stored<Table> update(Stored<Table> current, Table next);

    /** Removes the table with its parameters, partitions and statistics. */
    void delete(TableHead table);
}
