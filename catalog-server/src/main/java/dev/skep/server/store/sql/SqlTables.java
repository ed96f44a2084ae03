package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.CATALOG;
import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.LAYOUT;
import static dev.skep.sql.Tables.TBL;
import static dev.skep.sql.Tables.TBL_PARAM;

import dev.skep.server.filter.CodePoints;
import dev.skep.server.filter.Predicate;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.TableName;
import dev.skep.server.model.TableSummary;
import dev.skep.server.model.ViewText;
import dev.skep.server.store.Page;
import dev.skep.server.store.TableStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Tables and views. */
final class SqlTables implements TableStore {
    /** Read along with each table: nearly every table has a layout of its own. */
    private static final Field<String> LAYOUT_BODY = DSL.field(
                    DSL.select(LAYOUT.BODY).from(LAYOUT).where(LAYOUT.ID.eq(TBL.LAYOUT_ID)))
            .as("layout_body");

    /** The parameter that clients show as a table's comment. */
    private static final String COMMENT = "comment";

    private final DSLContext sql;
    private final DialectTraits traits;
    private final Ids ids;
    private final Layouts layouts;
    private final Parents parents;
    private final PartitionKeyChange keyChange;

    SqlTables(
            DSLContext sql,
            DialectTraits traits,
            Ids ids,
            Layouts layouts,
            Parents parents,
            PartitionKeyChange keyChange) {
        this.sql = sql;
        this.traits = traits;
        this.ids = ids;
        this.layouts = layouts;
        this.parents = parents;
        this.keyChange = keyChange;
    }

    @Override
    public Optional<TableHead> head(TableName name) {
        return sql.select(TBL.ID, TBL.VERSION, TBL.KIND, TBL.LOCATION, TBL.PARTITION_KEYS)
                .from(TBL)
                .where(named(name))
                .fetchOptional(row -> new TableHead(
                        row.get(TBL.ID),
                        row.get(TBL.VERSION),
                        name,
                        TableKind.valueOf(row.get(TBL.KIND)),
                        row.get(TBL.LOCATION),
                        StoredJson.read(row.get(TBL.PARTITION_KEYS), StoredJson.COLUMNS)));
    }

    @Override
    public Optional<Stored<Table>> find(TableName name) {
        return select(named(name)).fetchOptional().map(row -> withParameters(name, row));
    }

    @Override
    public Optional<Stored<Table>> lock(TableName name) {
        return traits.lockedAgainstChange(select(named(name))).fetchOptional().map(row -> withParameters(name, row));
    }

    @Override
    public Optional<Stored<Table>> lock(long id) {
        return sql.select(CATALOG.NAME, DB.NAME, TBL.NAME)
                .from(TBL)
                .join(DB)
                .on(DB.ID.eq(TBL.DB_ID))
                .join(CATALOG)
                .on(CATALOG.ID.eq(DB.CATALOG_ID))
                .where(TBL.ID.eq(id))
                .fetchOptional(
                        row -> Names.table(Names.database(Names.catalog(row.value1()), row.value2()), row.value3()))
                .flatMap(this::lock)
                .filter(table -> table.id() == id);
    }

    @Override
    public List<Stored<Table>> findAll(DatabaseName database, Collection<String> names) {
        List<Stored<Table>> found = new ArrayList<>();
        List<String> inOrder =
                names.stream().distinct().sorted(CodePoints::compare).toList();
        for (List<String> chunk : Chunks.of(inOrder, Chunks.CONDITION)) {
            found.addAll(withParameters(
                    database,
                    select(in(database).and(traits.among(TBL.NAME, chunk)))
                            .orderBy(TBL.NAME)
                            .fetch()));
        }
        return found;
    }

    @Override
    public List<String> names(DatabaseName database, NamePattern pattern, Set<TableKind> kinds) {
        return sql.select(TBL.NAME)
                .from(TBL)
                .where(in(database))
                .and(NameConditions.matches(TBL.NAME, pattern))
                .and(ofKinds(kinds))
                .orderBy(TBL.NAME)
                .fetch(TBL.NAME);
    }

    @Override
    public List<String> names(DatabaseName database, Predicate filter, int limit) {
        return sql.select(TBL.NAME)
                .from(TBL)
                .where(in(database))
                .and(TableConditions.of(filter))
                .orderBy(TBL.NAME)
                .limit(limit < 0 ? Integer.MAX_VALUE : limit)
                .fetch(TBL.NAME);
    }

    @Override
    public List<Stored<Table>> page(DatabaseName database, NamePattern pattern, Page page) {
        return withParameters(
                database,
                select(in(database)
                                .and(NameConditions.matches(TBL.NAME, pattern))
                                .and(NameConditions.after(TBL.NAME, page)))
                        .orderBy(TBL.NAME)
                        .limit(page.size())
                        .fetch());
    }

    @Override
    public List<TableSummary> summaries(
            CatalogName catalog, NamePattern databases, NamePattern tables, Set<TableKind> kinds) {
        return sql.select(DB.NAME, TBL.NAME, TBL.KIND, TBL_PARAM.TEXT, TBL.OWNER, TBL.OWNER_KIND)
                .from(TBL)
                .join(DB)
                .on(DB.ID.eq(TBL.DB_ID))
                .leftJoin(TBL_PARAM)
                .on(TBL_PARAM.TBL_ID.eq(TBL.ID).and(TBL_PARAM.NAME.eq(COMMENT)))
                .where(DB.CATALOG_ID.eq(SqlDatabases.idOf(catalog)))
                .and(NameConditions.matches(DB.NAME, databases))
                .and(NameConditions.matches(TBL.NAME, tables))
                .and(ofKinds(kinds))
                .orderBy(DB.NAME, TBL.NAME)
                .fetch(row -> new TableSummary(
                        Names.table(Names.database(catalog, row.value1()), row.value2()),
                        TableKind.valueOf(row.value3()),
                        Columns.owner(row.value5(), row.value6()),
                        row.value4()));
    }

    @Override
    public Stored<Table> insert(Table table) {
        long id = ids.take();
        long layoutId = layouts.idOf(table.layout());
        DatabaseName database = table.name().database();
        long databaseId = parents.hold(database);
        try {
            sql.insertInto(TBL)
                    .set(columns(table))
                    .set(TBL.ID, id)
                    .set(TBL.DB_ID, databaseId)
                    .set(TBL.LAYOUT_ID, layoutId)
                    .set(TBL.VERSION, 1L)
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(CatalogException.alreadyExists("Table", table.name()), CatalogException.notFound(database));
        }
        insertParameters(id, table.parameters());
        return new Stored<>(id, 1, table);
    }

    @Override
    public Stored<Table> update(Stored<Table> current, Table next) {
        long layoutId = layouts.idOf(next.layout());
        DatabaseName database = next.name().database();
        // Where the database stays, the row keeps its reference: others need not wait for this transaction.
        Field<Long> databaseId =
                database.equals(current.value().name().database()) ? TBL.DB_ID : DSL.val(parents.hold(database));
        int updated;
        try {
            updated = sql.update(TBL)
                    .set(columns(next))
                    .set(TBL.DB_ID, databaseId)
                    .set(TBL.LAYOUT_ID, layoutId)
                    .set(TBL.VERSION, current.version() + 1)
                    .where(TBL.ID.eq(current.id()))
                    .and(TBL.VERSION.eq(current.version()))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(CatalogException.alreadyExists("Table", next.name()), CatalogException.notFound(database));
        }
        if (updated == 0) {
            throw Conflicts.changed("Table", current.value().name());
        }
        if (!next.parameters().equals(current.value().parameters())) {
            sql.deleteFrom(TBL_PARAM).where(TBL_PARAM.TBL_ID.eq(current.id())).execute();
            insertParameters(current.id(), next.parameters());
        }
        Stored<Table> stored = new Stored<>(current.id(), current.version() + 1, next);
        keyChange.follow(TableHead.of(current), TableHead.of(stored));
        return stored;
    }

    @Override
    public void delete(TableHead table) {
        sql.deleteFrom(TBL).where(TBL.ID.eq(table.id())).execute();
    }

    private void insertParameters(long tableId, Map<String, String> parameters) {
        List<Object[]> rows = new ArrayList<>();
        parameters.forEach((name, text) -> rows.add(new Object[] {tableId, name, text}));
        Batch.execute(
                sql,
                sql.insertInto(TBL_PARAM)
                        .columns(TBL_PARAM.TBL_ID, TBL_PARAM.NAME, TBL_PARAM.TEXT)
                        .values((Long) null, null, null),
                rows);
    }

    private SelectConditionStep<? extends Record> select(Condition condition) {
        return sql.select(TBL.fields()).select(LAYOUT_BODY).from(TBL).where(condition);
    }

    /** The condition that finds one by name. */
    static Condition named(TableName name) {
        return in(name.database()).and(TBL.NAME.eq(name.value()));
    }

    private static Condition in(DatabaseName database) {
        return TBL.DB_ID.eq(SqlDatabases.idOf(database));
    }

    private static Condition ofKinds(Set<TableKind> kinds) {
        return kinds.isEmpty()
                ? DSL.noCondition()
                : TBL.KIND.in(kinds.stream().map(TableKind::name).toList());
    }

    /** What is written of a table besides its ids and its version. */
    private static Map<Field<?>, @Nullable Object> columns(Table table) {
        ViewText view = table.viewText();
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put(TBL.NAME, table.name().value());
        columns.put(TBL.KIND, table.kind().name());
        columns.put(TBL.OWNER, Columns.ownerName(table.owner()));
        columns.put(TBL.OWNER_KIND, Columns.ownerKind(table.owner()));
        columns.put(TBL.LOCATION, table.location());
        columns.put(TBL.PARTITION_KEYS, StoredJson.write(table.partitionKeys()));
        columns.put(TBL.VIEW_TEXT, view == null ? null : StoredJson.write(view));
        columns.put(TBL.CREATED_AT, Columns.seconds(table.createdAt()));
        columns.put(TBL.ACCESSED_AT, Columns.seconds(table.lastAccessedAt()));
        columns.put(TBL.RETENTION, table.retention());
        columns.put(TBL.EXTRA, StoredJson.writeExtras(table.extras()));
        return columns;
    }

    private Stored<Table> withParameters(TableName name, Record row) {
        return table(name, row, parameters(List.of(row.get(TBL.ID))));
    }

    private List<Stored<Table>> withParameters(DatabaseName database, List<? extends Record> rows) {
        Map<Long, Map<String, String>> parameters =
                parameters(rows.stream().map(row -> row.get(TBL.ID)).toList());
        return rows.stream()
                .map(row -> table(Names.table(database, row.get(TBL.NAME)), row, parameters))
                .toList();
    }

    private Map<Long, Map<String, String>> parameters(List<Long> tableIds) {
        Map<Long, Map<String, String>> parameters = new HashMap<>();
        for (List<Long> chunk : Chunks.of(tableIds, Chunks.CONDITION)) {
            sql.select(TBL_PARAM.TBL_ID, TBL_PARAM.NAME, TBL_PARAM.TEXT)
                    .from(TBL_PARAM)
                    .where(TBL_PARAM.TBL_ID.in(chunk))
                    .forEach(row -> parameters
                            .computeIfAbsent(row.value1(), id -> new HashMap<>())
                            .put(row.value2(), row.value3()));
        }
        return parameters;
    }

    private Stored<Table> table(TableName name, Record row, Map<Long, Map<String, String>> parameters) {
        long id = row.get(TBL.ID);
        String view = row.get(TBL.VIEW_TEXT);
        return new Stored<>(
                id,
                row.get(TBL.VERSION),
                new Table(
                        name,
                        TableKind.valueOf(row.get(TBL.KIND)),
                        Columns.owner(row.get(TBL.OWNER), row.get(TBL.OWNER_KIND)),
                        Columns.instant(row.get(TBL.CREATED_AT)),
                        Columns.instant(row.get(TBL.ACCESSED_AT)),
                        row.get(TBL.RETENTION),
                        row.get(TBL.LOCATION),
                        layouts.parsed(row.get(TBL.LAYOUT_ID), row.get(LAYOUT_BODY)),
                        StoredJson.read(row.get(TBL.PARTITION_KEYS), StoredJson.COLUMNS),
                        parameters.getOrDefault(id, Map.of()),
                        view == null ? null : StoredJson.read(view, ViewText.class),
                        StoredJson.readExtras(row.get(TBL.EXTRA))));
    }
}
