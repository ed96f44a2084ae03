package dev.skep.server.catalog;

import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.model.Catalog;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Page;
import dev.skep.server.store.Tx;
import dev.skep.server.store.registry.MemberRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Databases. */
public final class DatabaseService {
    private final UnitOfWork work;
    private final Warehouse warehouse;
    private final Clock clock;

    public DatabaseService(CatalogStore store, WarehouseFiles files, Warehouse warehouse, Clock clock) {
        this.work = new UnitOfWork(store, files);
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** Makes the database that every client expects, unless it is there. Called once, before the fronts open. */
    public void ensureDefault() {
        DatabaseName name = Names.database(Names.DEFAULT_CATALOG, Names.DEFAULT_DATABASE);
        if (work.read(tx -> tx.databases().find(name)).isPresent()) {
            return;
        }
        Owner everybody = new Owner("public", OwnerKind.ROLE);
        Database database = new Database(name, "Default Hive database", null, everybody, null, Map.of(), Extras.NONE);
        try {
            create(database, WriteMode.APPLY);
        } catch (CatalogException e) {
            // Another server on the same store was faster.
            if (e.kind() != ErrorKind.ALREADY_EXISTS) {
                throw e;
            }
        }
    }

    /** @throws CatalogException {@code NOT_FOUND_DATABASE} */
    public Stored<Database> get(DatabaseName name) {
        return work.read(tx -> find(tx, name));
    }

    /** The matching names in order; none if the catalog does not exist. */
    public List<String> names(CatalogName catalog, NamePattern pattern) {
        return work.read(tx -> tx.databases().names(catalog, pattern));
    }

    /** @throws CatalogException {@code NOT_FOUND_CATALOG} */
    public List<Stored<Database>> page(CatalogName catalog, NamePattern pattern, Page page) {
        return work.read(tx -> {
            if (!tx.catalogs().exists(catalog)) {
                throw CatalogException.notFound(catalog);
            }
            return tx.databases().page(catalog, pattern, page);
        });
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_CATALOG}, {@code ALREADY_EXISTS} */
    public Stored<Database> create(Database draft, WriteMode mode) {
        Rules.check(draft.name());
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return work.write(mode, change -> {
            CatalogName catalogName = draft.name().catalog();
            Catalog catalog = change.tx()
                    .catalogs()
                    .find(catalogName)
                    .orElseThrow(() -> CatalogException.notFound(catalogName))
                    .value();
            if (change.tx().databases().find(draft.name()).isPresent()) {
                throw CatalogException.alreadyExists("Database", draft.name());
            }
            String wanted = draft.location() == null ? warehouse.locationOf(draft.name(), catalog) : draft.location();
            String location = change.files().qualify(warehouse.root(), wanted);
            String managedLocation = qualified(change, draft.managedLocation());
            change.files().createDirectory(location);
            if (managedLocation != null) {
                change.files().createDirectory(managedLocation);
            }
            Stored<Database> created = change.tx()
                    .databases()
                    .insert(new Database(
                            draft.name(),
                            draft.comment(),
                            location,
                            managedLocation,
                            draft.owner(),
                            draft.createdAt() == null ? now : draft.createdAt(),
                            draft.parameters(),
                            draft.extras()));
            change.tx().events().append(new CatalogEvent.DatabaseCreated(created.value()));
            return created;
        });
    }

    /**
     * Replaces what a database is. Its name stays; tables keep their locations if its location changes.
     *
     * @param change from what is stored to what should be; may run more than once
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}, {@code CONFLICT}
     */
    public Stored<Database> alter(
            DatabaseName name, UnaryOperator<Database> change, Precondition precondition, WriteMode mode) {
        return work.write(mode, unit -> {
            Stored<Database> current = lock(unit.tx(), name);
            precondition.require("Database", name, current);
            Database next = change.apply(current.value());
            if (!next.name().equals(name)) {
                throw CatalogException.invalid("Database " + name + " cannot be renamed to " + next.name()
                        + ": make a new one and move the tables");
            }
            String location = next.location() == null
                    ? current.value().location()
                    : unit.files().qualify(warehouse.root(), next.location());
            Stored<Database> altered = unit.tx()
                    .databases()
                    .update(
                            current,
                            new Database(
                                    name,
                                    next.comment(),
                                    location,
                                    qualified(unit, next.managedLocation()),
                                    next.owner(),
                                    current.value().createdAt(),
                                    next.parameters(),
                                    next.extras()));
            unit.tx().events().append(new CatalogEvent.DatabaseAltered(current.value(), altered.value()));
            return altered;
        });
    }

    /**
     * Drops a database.
     *
     * @param cascade whether tables and functions in it go too; otherwise it must be empty
     * @param deleteData whether the directories of the database and of its managed tables are removed
     * @throws CatalogException {@code NOT_FOUND_DATABASE}, {@code NOT_EMPTY}, {@code CONFLICT}, {@code INVALID} for the
     *     default database
     */
    public void drop(
            DatabaseName name, boolean cascade, boolean deleteData, Precondition precondition, WriteMode mode) {
        drop(name, cascade, DroppedDirectory.removed(deleteData), precondition, mode);
    }

    /**
     * Drops a database.
     *
     * @param cascade whether tables and functions in it go too; otherwise it must be empty
     * @throws CatalogException {@code NOT_FOUND_DATABASE}, {@code NOT_EMPTY}, {@code CONFLICT}, {@code INVALID} for the
     *     default database
     */
    public void drop(
            DatabaseName name, boolean cascade, DroppedDirectory directory, Precondition precondition, WriteMode mode) {
        if (name.equals(Names.database(Names.DEFAULT_CATALOG, Names.DEFAULT_DATABASE))) {
            throw CatalogException.invalid("Database " + name + " cannot be dropped: clients rely on it");
        }
        work.write(mode, change -> {
            Tx tx = change.tx();
            Stored<Database> database = lock(tx, name);
            precondition.require("Database", name, database);
            List<String> tables = tx.tables().names(name, NamePattern.ALL, Set.of());
            List<String> functions = tx.functions().names(name, NamePattern.ALL);
            if (!cascade) {
                requireNoRegistered(tx, name);
            }
            if (!cascade && !(tables.isEmpty() && functions.isEmpty())) {
                // Spark knows the case by the words up to the colon.
                throw new CatalogException(
                        ErrorKind.NOT_EMPTY,
                        "Database " + name + " is not empty: it has " + tables.size() + " tables and "
                                + functions.size() + " functions");
            }
            MaterializedViews.requireNoneOver(tx, name);
            Set<String> kept = new HashSet<>();
            for (Stored<Table> table : tx.tables().findAll(name, tables)) {
                TableFiles.forget(change, table, DroppedFiles.removed(directory != DroppedDirectory.KEPT));
                if (!TableFiles.goWith(table) && table.value().location() != null) {
                    kept.add(table.value().location());
                }
                tx.tables().delete(TableHead.of(table));
                tx.events().append(new CatalogEvent.TableDropped(table.value()));
            }
            for (String function : functions) {
                tx.functions().find(Names.function(name, function)).ifPresent(found -> {
                    tx.functions().delete(found);
                    tx.events().append(new CatalogEvent.FunctionDropped(found.value()));
                });
            }
            tx.databases().delete(database);
            tx.events().append(new CatalogEvent.DatabaseDropped(database.value()));
            tx.acid().resources().forget(Resource.of(name, null, null));
            for (String each : warehouse.directoriesOf(database.value())) {
                switch (directory) {
                    case KEPT -> {}
                    case REMOVED_IF_EMPTY -> change.files().deleteEmptyAfterCommit(each);
                    case REMOVED -> {
                        if (isItsAlone(tx, database, each, kept)) {
                            change.files().deleteAfterCommit(each);
                        } else {
                            change.files().deleteEmptyAfterCommit(each);
                        }
                    }
                }
            }
            return database;
        });
    }

    private boolean isItsAlone(Tx tx, Stored<Database> database, String directory, Set<String> kept) {
        return warehouse.roots().stream().noneMatch(root -> TableFiles.isBelow(directory, root))
                && kept.stream().noneMatch(location -> TableFiles.isBelow(directory, location))
                && !tx.databases().isShared(database, directory);
    }

    private @Nullable String qualified(UnitOfWork.Change change, @Nullable String location) {
        return location == null ? null : change.files().qualify(warehouse.root(), location);
    }

    /** Schemas, procedures and packages go with their database, which must not come as a surprise. */
    private static void requireNoRegistered(Tx tx, DatabaseName name) {
        List<MemberRegistry<?>> kept = List.of(
                tx.registries().schemas(),
                tx.registries().procedures(),
                tx.registries().packages());
        for (MemberRegistry<?> each : kept) {
            if (!each.names(name).isEmpty()) {
                throw new CatalogException(
                        ErrorKind.NOT_EMPTY,
                        "Database " + name + " is not empty: it has schemas, stored procedures or packages");
            }
        }
    }

    private static Stored<Database> find(Tx tx, DatabaseName name) {
        return tx.databases().find(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private static Stored<Database> lock(Tx tx, DatabaseName name) {
        return tx.databases().lock(name).orElseThrow(() -> CatalogException.notFound(name));
    }
}
