package dev.skep.server.catalog;

import dev.skep.server.catalog.constraint.TableConstraints;
import dev.skep.server.catalog.privilege.ColumnPrivileges;
import dev.skep.server.files.WarehouseFiles;
import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.TableFilter;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.TableSummary;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.index.NamedIndex;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Page;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Tables and views. */
public final class TableService {
    private static final int PARTITIONS_AT_ONCE = 1_000;

    private final UnitOfWork work;
    private final WarehouseFiles files;
    private final Warehouse warehouse;
    private final Clock clock;

    public TableService(CatalogStore store, WarehouseFiles files, Warehouse warehouse, Clock clock) {
        this.work = new UnitOfWork(store, files);
        this.files = files;
        this.warehouse = warehouse;
        this.clock = clock;
    }

    /** @throws CatalogException {@code NOT_FOUND_TABLE} */
    public Stored<Table> get(TableName name) {
        return work.read(tx -> tx.tables().find(name)).orElseThrow(() -> CatalogException.notFound(name));
    }

    /**
     * Those of the names that exist.
     *
     * @throws CatalogException {@code NOT_FOUND_DATABASE}
     */
    public List<Stored<Table>> getAll(DatabaseName database, Collection<String> names) {
        return work.read(tx -> {
            List<Stored<Table>> found = tx.tables().findAll(database, names);
            if (found.isEmpty()) {
                requireDatabase(tx, database);
            }
            return found;
        });
    }

    /**
     * The matching names in order; none if the database does not exist.
     *
     * @param kinds which kinds to list; empty for all
     */
    public List<String> names(DatabaseName database, NamePattern pattern, Set<TableKind> kinds) {
        return work.read(tx -> tx.tables().names(database, pattern, kinds));
    }

    /**
     * The names of the tables that satisfy a filter, in order; none if the database does not exist.
     *
     * @param filter in the words of {@link TableFilter}
     * @param limit how many at most; negative for all
     * @throws CatalogException {@code INVALID}
     */
    public List<String> filtered(DatabaseName database, String filter, int limit) {
        Predicate predicate = TableFilter.parse(filter);
        return work.read(tx -> tx.tables().names(database, predicate, limit));
    }

    /** @throws CatalogException {@code NOT_FOUND_DATABASE} */
    public List<Stored<Table>> page(DatabaseName database, NamePattern pattern, Page page) {
        return work.read(tx -> {
            requireDatabase(tx, database);
            return tx.tables().page(database, pattern, page);
        });
    }

    /**
     * As {@link #summaries}, of a catalog that must be there.
     *
     * @throws CatalogException {@code NOT_FOUND_CATALOG}
     */
    public List<TableSummary> matching(CatalogName catalog, NamePattern databases, NamePattern tables) {
        return work.read(tx -> {
            List<TableSummary> found = tx.tables().summaries(catalog, databases, tables, Set.of());
            if (found.isEmpty() && !tx.catalogs().exists(catalog)) {
                throw CatalogException.notFound(catalog);
            }
            return found;
        });
    }

    /** Over all databases that match. */
    public List<TableSummary> summaries(
            CatalogName catalog, NamePattern databases, NamePattern tables, Set<TableKind> kinds) {
        return work.read(tx -> tx.tables().summaries(catalog, databases, tables, kinds));
    }

    /**
     * What would become of a draft, whether or not there is such a table already; nothing is made.
     *
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}
     */
    public Table translated(Table draft) {
        Rules.check(draft);
        return work.read(tx -> {
            Database database = requireDatabase(tx, draft.name().database()).value();
            return draft.kind().isVirtual() ? draft : draft.withLocation(locationOf(draft, database));
        });
    }

    /** @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}, {@code ALREADY_EXISTS} */
    public Stored<Table> create(Table draft, WriteMode mode) {
        return create(draft, TableAttachments.NONE, QuickStatistics.LEFT_ALONE, mode);
    }

    /**
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_DATABASE}, {@code ALREADY_EXISTS}, {@code NOT_FOUND_TABLE}
     *     if a foreign key refers to no table
     */
    public Stored<Table> create(Table draft, TableAttachments attachments, QuickStatistics statistics, WriteMode mode) {
        Rules.check(draft);
        Rules.checkLocation(draft);
        Instant now = now();
        return work.write(mode, change -> {
            Database database =
                    requireDatabase(change.tx(), draft.name().database()).value();
            if (change.tx().tables().head(draft.name()).isPresent()) {
                return madeBefore(change.tx(), draft);
            }
            Table table = DdlTime.stamp(draft.createdAt() == null ? draft.withCreatedAt(now) : draft, now);
            if (!table.kind().isVirtual()) {
                String location = locationOf(table, database);
                boolean oneFile =
                        table.kind() == TableKind.EXTERNAL && change.files().isFile(location);
                boolean isNew = !oneFile && change.files().createDirectory(location);
                if (!attachments.counted().isEmpty() && (isNew || isEmpty(change, location))) {
                    table = table.withParameters(RowFigures.ofNothing(table.parameters(), attachments.counted()));
                }
                table = statistics.into(
                        table.withLocation(location),
                        false,
                        place -> isNew ? Optional.empty() : change.files().figures(place));
            }
            Stored<Table> created = change.tx().tables().insert(table);
            change.tx().events().append(new CatalogEvent.TableCreated(created.value()));
            TableConstraints.add(change.tx(), created, attachments.constraints());
            if (!attachments.sources().isEmpty()) {
                change.tx().viewSources().replace(created.id(), attachments.sources());
            }
            change.tx()
                    .security()
                    .privileges()
                    .insert(attachments.grants().stream()
                            .map(grant -> grant.grantedAt(now))
                            .toList());
            return created;
        });
    }

    /**
     * Replaces what a table is. A changed name renames it, and moves the directory of a table that owns its files unless
     * the change moves it elsewhere itself. Statistics of columns that are gone or have another type are forgotten.
     *
     * @param change from what is stored to what should be; may run more than once
     * @param cascade whether changed columns are written into every partition too
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_DATABASE},
     *     {@code ALREADY_EXISTS}, {@code CONFLICT}
     */
    public Stored<Table> alter(
            TableName name, UnaryOperator<Table> change, boolean cascade, Precondition precondition, WriteMode mode) {
        return alter(name, change, cascade, QuickStatistics.LEFT_ALONE, precondition, mode);
    }

    /** As the other one, and writes the figures of the files into the parameters where that is wanted. */
    public Stored<Table> alter(
            TableName name,
            UnaryOperator<Table> change,
            boolean cascade,
            QuickStatistics statistics,
            Precondition precondition,
            WriteMode mode) {
        Instant now = now();
        return work.write(mode, unit -> {
            Stored<Table> current = lock(unit.tx(), name);
            precondition.require("Table", name, current);
            precondition.requireParameter(name, current.value().parameters());
            Table next = DdlTime.stamp(change.apply(current.value()), now);
            Rules.check(next);
            IcebergTables.requireSuccession(current.value(), next);
            requireSameKeys(current.value(), next);
            requireBuckets(current.value(), next);
            boolean renamed = !next.name().equals(name);
            next = (renamed ? QuickStatistics.LEFT_ALONE : statistics)
                    .into(placed(unit, current, next), true, unit.files()::figures);
            next = withoutStatistics(unit.tx(), current, next);
            RenamedColumns columns = RenamedColumns.between(current.value(), next);
            TableConstraints.follow(unit.tx(), name, columns);
            ColumnPrivileges.follow(unit.tx(), name, columns);
            Stored<Table> altered = unit.tx().tables().update(current, next);
            if (!next.name().equals(name)) {
                unit.tx().acid().resources().rename(Resource.of(name, null), Resource.of(next.name(), null));
            }
            if (cascade
                    && !next.layout().columns().equals(current.value().layout().columns())) {
                writeColumnsToPartitions(
                        unit.tx(), TableHead.of(altered), next.layout().columns());
            }
            unit.tx().events().append(new CatalogEvent.TableAltered(current.value(), altered.value(), false, null));
            return altered;
        });
    }

    /**
     * Says what a materialized view reads now, and replaces what it is as {@link #alter} does.
     *
     * @param sources names of no table are passed over
     * @throws CatalogException {@code NOT_FOUND_TABLE}; {@code INVALID} if it is no materialized view
     */
    public void alterSources(TableName view, UnaryOperator<Table> change, List<TableName> sources) {
        work.write(WriteMode.APPLY, unit -> {
            Stored<Table> current = lock(unit.tx(), view);
            if (current.value().kind() != TableKind.MATERIALIZED_VIEW) {
                throw CatalogException.invalid("Table " + view + " is no materialized view");
            }
            Table next = change.apply(current.value());
            Stored<Table> altered = unit.tx().tables().update(current, next);
            unit.tx().viewSources().replace(current.id(), sources);
            unit.tx().events().append(new CatalogEvent.TableAltered(current.value(), altered.value(), false, null));
            return altered;
        });
    }

    /**
     * Drops a table with its partitions.
     *
     * @param deleteData whether the files of a table that owns them are removed
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code CONFLICT}
     */
    public void drop(TableName name, boolean deleteData, Precondition precondition, WriteMode mode) {
        drop(name, DroppedFiles.removed(deleteData), precondition, mode);
    }

    /**
     * Drops a table with its partitions.
     *
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code CONFLICT}; {@code NOT_EMPTY} if materialized views read it
     */
    public void drop(TableName name, DroppedFiles files, Precondition precondition, WriteMode mode) {
        work.write(mode, change -> {
            Stored<Table> table = lock(change.tx(), name);
            precondition.require("Table", name, table);
            // The tables of its indexes go with it, as the indexes do.
            for (NamedIndex index : change.tx().registries().indexes().of(name)) {
                String indexTable = index.index().indexTable();
                if (indexTable != null) {
                    change.tx()
                            .tables()
                            .lock(Names.table(name.database(), indexTable))
                            .filter(found -> found.value().kind() == TableKind.INDEX)
                            .ifPresent(found -> remove(change, found, files));
                }
            }
            remove(change, table, files);
            return table;
        });
    }

    private static void remove(UnitOfWork.Change change, Stored<Table> table, DroppedFiles files) {
        TableHead head = TableHead.of(table);
        MaterializedViews.requireNoneOver(change.tx(), head);
        TableFiles.forget(change, table, files);
        change.tx().tables().delete(head);
        change.tx().events().append(new CatalogEvent.TableDropped(table.value()));
        change.tx().acid().resources().forget(Resource.of(head.name(), null));
    }

    /**
     * Removes the files of a table, or of some of its partitions; the table and its partitions stay.
     *
     * @param partitions which; empty for the whole table
     * @throws CatalogException {@code NOT_FOUND_TABLE}, {@code NOT_FOUND_PARTITION}, {@code INVALID} for a table that does
     *     not own its files
     */
    public void truncate(TableName name, Collection<PartitionName> partitions) {
        work.write(WriteMode.APPLY, change -> {
            Stored<Table> table = lock(change.tx(), name);
            if (!TableFiles.owned(TableHead.of(table))) {
                throw CatalogException.invalid("Table " + name + " does not own its files, so it cannot be truncated");
            }
            change.tx().events().append(Truncation.of(change, table, partitions));
            return table;
        });
    }

    private static boolean isEmpty(UnitOfWork.Change change, String location) {
        return change.files()
                .figures(location)
                .map(figures -> figures.files() == 0)
                .orElse(false);
    }

    private Table placed(UnitOfWork.Change unit, Stored<Table> current, Table next) {
        Table before = current.value();
        String from = before.location();
        if (next.kind().isVirtual()) {
            return next;
        }
        Database database = requireDatabase(unit.tx(), next.name().database()).value();
        if (from == null) {
            return next.location() == null ? next.withLocation(warehouse.locationOf(next, database)) : next;
        }
        String to = next.location() == null ? from : unit.files().qualify(from, next.location());
        boolean renamed = !next.name().equals(before.name());
        if (renamed && to.equals(from) && movesWith(unit, current)) {
            to = warehouse.locationOf(next, database);
            unit.files().move(from, to);
            unit.tx().partitions().relocate(TableHead.of(current), from, to);
        }
        return next.withLocation(to);
    }

    private String locationOf(Table table, Database database) {
        String standard = warehouse.locationOf(table, database);
        return table.location() == null ? standard : files.qualify(standard, table.location());
    }

    /**
     * The directory of a table that owns it, unless somebody chose a place for it outside of its database; and that of one
     * that was made external by its translation, where it lies at the place that comes with its name.
     */
    private boolean movesWith(UnitOfWork.Change unit, Stored<Table> current) {
        Table table = current.value();
        String location = table.location();
        boolean translated = TableFiles.isTranslated(table);
        if (location == null
                || !(translated || TableFiles.owned(TableHead.of(current)))
                || !unit.files().canMove(location)) {
            return false;
        }
        Database database = requireDatabase(unit.tx(), table.name().database()).value();
        if (translated) {
            return location.equals(warehouse.locationOf(table, database));
        }
        return warehouse.directoriesOf(database).stream().anyMatch(place -> TableFiles.isBelow(place, location));
    }

    /** A bucketed column has a say in where rows lie, so it keeps its name. */
    private static void requireBuckets(Table before, Table next) {
        for (String bucketed : before.layout().bucketColumns()) {
            boolean was = hasColumn(before, bucketed);
            if (was && !hasColumn(next, bucketed)) {
                throw CatalogException.invalid("Column " + bucketed + " of table " + before.name()
                        + " cannot be renamed or dropped: the table is bucketed by it");
            }
        }
    }

    private static boolean hasColumn(Table table, String name) {
        return table.layout().columns().stream()
                .anyMatch(column -> column.name().equalsIgnoreCase(name));
    }

    private static void requireSameKeys(Table before, Table next) {
        List<String> was =
                before.partitionKeys().stream().map(TableService::identity).toList();
        List<String> is =
                next.partitionKeys().stream().map(TableService::identity).toList();
        if (!was.equals(is)) {
            throw CatalogException.invalid("The partition keys of table " + before.name() + " cannot be changed from "
                    + was + " to " + is + ": make a new table");
        }
    }

    private static String identity(Column key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    /** Forgets the statistics of columns that are gone or of another type now. */
    private static Table withoutStatistics(Tx tx, Stored<Table> current, Table next) {
        Set<Column> kept = new HashSet<>();
        next.layout().columns().forEach(column -> kept.add(new Column(column.name(), column.type())));
        List<String> gone = current.value().layout().columns().stream()
                .filter(column -> !kept.contains(new Column(column.name(), column.type())))
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        if (gone.isEmpty()) {
            return next;
        }
        tx.statistics().deleteForTable(TableHead.of(current), gone, List.of());
        return next.withParameters(RowFigures.withoutExact(next.parameters(), gone));
    }

    private static void writeColumnsToPartitions(Tx tx, TableHead table, List<Column> columns) {
        String after = null;
        List<Stored<Partition>> page;
        do {
            page = tx.partitions().page(table, Predicate.TRUE, new Page(after, PARTITIONS_AT_ONCE));
            Map<PartitionName, Partition> next = new LinkedHashMap<>();
            for (Stored<Partition> stored : page) {
                Partition partition = stored.value();
                PartitionName name = table.partitionName(partition.values());
                next.put(name, partition.withLayout(partition.layout().withColumns(columns)));
                after = name.value();
            }
            tx.partitions().update(table, next);
        } while (page.size() == PARTITIONS_AT_ONCE);
    }

    private static Stored<Table> madeBefore(Tx tx, Table draft) {
        return tx.tables()
                .find(draft.name())
                .filter(there -> IcebergTables.isMadeBy(draft, there.value()))
                .orElseThrow(() -> CatalogException.alreadyExists("Table", draft.name()));
    }

    private static Stored<Database> requireDatabase(Tx tx, DatabaseName name) {
        return tx.databases().find(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private static Stored<Table> lock(Tx tx, TableName name) {
        return tx.tables().lock(name).orElseThrow(() -> CatalogException.notFound(name));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
