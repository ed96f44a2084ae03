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
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Catalogs, and the id of the store that holds them. */
public final class CatalogService {
    private final UnitOfWork work;
    private final Warehouse warehouse;
    private final Clock clock;
    private final Supplier<UUID> ids;

    public CatalogService(
            CatalogStore store, WarehouseFiles files, Warehouse warehouse, Clock clock, Supplier<UUID> ids) {
        this.work = new UnitOfWork(store, files);
        this.warehouse = warehouse;
        this.clock = clock;
        this.ids = ids;
    }

    /** All names in order. */
    public List<CatalogName> names() {
        return work.read(tx -> tx.catalogs().names());
    }

    /** @throws CatalogException {@code NOT_FOUND_CATALOG} */
    public Stored<Catalog> get(CatalogName name) {
        return placed(work.read(tx -> tx.catalogs().find(name)).orElseThrow(() -> CatalogException.notFound(name)));
    }

    /**
     * Makes a catalog and the default database in it.
     *
     * @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS}
     */
    public Stored<Catalog> create(Catalog draft, WriteMode mode) {
        Rules.check(draft.name());
        String wanted = draft.location();
        if (wanted == null) {
            throw CatalogException.invalid(
                    "Catalog " + draft.name() + " has no location: name the directory that its databases go to");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return work.write(mode, change -> {
            if (change.tx().catalogs().exists(draft.name())) {
                throw CatalogException.alreadyExists("Catalog", draft.name());
            }
            String location = change.files().qualify(warehouse.root(), wanted);
            change.files().createDirectory(location);
            Stored<Catalog> created = change.tx()
                    .catalogs()
                    .insert(new Catalog(draft.name(), wanted, draft.comment(), now, draft.extras()));
            change.tx()
                    .databases()
                    .insert(new Database(
                            Names.database(draft.name(), Names.DEFAULT_DATABASE),
                            "Default database of catalog " + draft.name(),
                            location,
                            null,
                            now,
                            Map.of(),
                            Extras.NONE));
            change.tx().events().append(new CatalogEvent.CatalogCreated(created.value()));
            return created;
        });
    }

    /**
     * Replaces what a catalog is. Its name stays; what is in it keeps its location if that of the catalog changes.
     *
     * @param change from what is stored to what should be; may run more than once
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_CATALOG}, {@code CONFLICT}
     */
    public Stored<Catalog> alter(
            CatalogName name, UnaryOperator<Catalog> change, Precondition precondition, WriteMode mode) {
        return placed(work.write(mode, unit -> {
            Stored<Catalog> current = lock(unit.tx(), name);
            precondition.require("Catalog", name, current);
            Catalog next = change.apply(current.value());
            if (!next.name().equals(name)) {
                throw CatalogException.invalid("Catalog " + name + " cannot be renamed to " + next.name());
            }
            String location = next.location() == null ? current.value().location() : next.location();
            Stored<Catalog> altered = unit.tx().catalogs().update(current, next.withLocation(location));
            unit.tx().events().append(new CatalogEvent.CatalogAltered(current.value(), altered.value()));
            return altered;
        }));
    }

    /**
     * Drops a catalog and its default database, which must be all that is in it.
     *
     * @throws CatalogException {@code NOT_FOUND_CATALOG}, {@code NOT_EMPTY}, {@code CONFLICT}, {@code INVALID} for the
     *     catalog of clients that know of none
     */
    public void drop(CatalogName name, Precondition precondition, WriteMode mode) {
        if (name.equals(Names.DEFAULT_CATALOG)) {
            throw CatalogException.invalid("Catalog " + name + " cannot be dropped: clients rely on it");
        }
        work.write(mode, change -> {
            Tx tx = change.tx();
            Stored<Catalog> catalog = lock(tx, name);
            precondition.require("Catalog", name, catalog);
            DatabaseName standard = Names.database(name, Names.DEFAULT_DATABASE);
            List<String> others = tx.databases().names(name, NamePattern.ALL).stream()
                    .filter(database -> !database.equals(Names.DEFAULT_DATABASE))
                    .toList();
            if (!others.isEmpty()) {
                throw notEmpty(name, "the databases " + others);
            }
            if (!tx.tables().names(standard, NamePattern.ALL, Set.of()).isEmpty()
                    || !tx.functions().names(standard, NamePattern.ALL).isEmpty()) {
                throw notEmpty(name, "tables or functions in the database " + standard);
            }
            tx.databases().lock(standard).ifPresent(database -> {
                tx.databases().delete(database);
                forget(change, database.value().location());
            });
            tx.catalogs().delete(catalog);
            tx.events().append(new CatalogEvent.CatalogDropped(catalog.value()));
            forget(change, catalog.value().location());
            return catalog;
        });
    }

    private void forget(UnitOfWork.Change change, @Nullable String location) {
        if (location != null) {
            change.files().deleteEmptyAfterCommit(change.files().qualify(warehouse.root(), location));
        }
    }

    /** An id that the store keeps for as long as it lives. */
    public String storeId() {
        return work.read(tx -> tx.catalogs().identity()).orElseGet(this::identify);
    }

    private String identify() {
        String id = ids.get().toString();
        try {
            return work.write(WriteMode.APPLY, change -> {
                change.tx().catalogs().identify(id);
                return id;
            });
        } catch (CatalogException e) {
            // Another request was faster.
            if (e.kind() != ErrorKind.ALREADY_EXISTS) {
                throw e;
            }
            return work.read(tx -> tx.catalogs().identity()).orElseThrow(() -> e);
        }
    }

    private Stored<Catalog> placed(Stored<Catalog> stored) {
        return stored.value().location() == null
                ? new Stored<>(stored.id(), stored.version(), stored.value().withLocation(warehouse.root()))
                : stored;
    }

    private static CatalogException notEmpty(CatalogName name, String what) {
        return new CatalogException(
                ErrorKind.NOT_EMPTY, "Catalog " + name + " is not empty: it has " + what + "; drop them first");
    }

    private static Stored<Catalog> lock(Tx tx, CatalogName name) {
        return tx.catalogs().lock(name).orElseThrow(() -> CatalogException.notFound(name));
    }
}
