package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.CATALOG;
import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.TBL;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.store.DatabaseStore;
import dev.skep.server.store.Page;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/** Databases. */
public final class SqlDatabases implements DatabaseStore {
    private final DSLContext sql;
    private final Ids ids;

    SqlDatabases(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public Optional<Stored<Database>> find(DatabaseName name) {
        return select(named(name)).fetchOptional(row -> database(name.catalog(), row));
    }

    @Override
    public Optional<Stored<Database>> lock(DatabaseName name) {
        return select(named(name)).forUpdate().fetchOptional(row -> database(name.catalog(), row));
    }

    @Override
    public List<String> names(CatalogName catalog, NamePattern pattern) {
        return sql.select(DB.NAME)
                .from(DB)
                .where(DB.CATALOG_ID.eq(idOf(catalog)))
                .and(NameConditions.matches(DB.NAME, pattern))
                .orderBy(DB.NAME)
                .fetch(DB.NAME);
    }

    @Override
    public List<Stored<Database>> page(CatalogName catalog, NamePattern pattern, Page page) {
        return select(DB.CATALOG_ID
                        .eq(idOf(catalog))
                        .and(NameConditions.matches(DB.NAME, pattern))
                        .and(NameConditions.after(DB.NAME, page)))
                .orderBy(DB.NAME)
                .limit(page.size())
                .fetch(row -> database(catalog, row));
    }

    @Override
    public Stored<Database> insert(Database database) {
        long id = ids.take();
        CatalogName catalog = database.name().catalog();
        long catalogId = sql.select(CATALOG.ID)
                .from(CATALOG)
                .where(CATALOG.NAME.eq(catalog.value()))
                .fetchOptional(CATALOG.ID)
                .orElseThrow(() -> CatalogException.notFound(catalog));
        try {
            sql.insertInto(DB)
                    .set(DB.ID, id)
                    .set(DB.CATALOG_ID, catalogId)
                    .set(DB.NAME, database.name().value())
                    .set(DB.LOCATION, database.location())
                    .set(DB.MANAGED_LOCATION, database.managedLocation())
                    .set(DB.COMMENT, database.comment())
                    .set(DB.OWNER, Columns.ownerName(database.owner()))
                    .set(DB.OWNER_KIND, Columns.ownerKind(database.owner()))
                    .set(DB.CREATED_AT, Columns.seconds(database.createdAt()))
                    .set(DB.PARAMS, StoredJson.write(database.parameters()))
                    .set(DB.EXTRA, StoredJson.writeExtras(database.extras()))
                    .set(DB.VERSION, 1L)
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    CatalogException.alreadyExists("Database", database.name()), CatalogException.notFound(catalog));
        }
        return new Stored<>(id, 1, database);
    }

    @Override
    public Stored<Database> update(Stored<Database> current, Database next) {
        int updated;
        try {
            updated = sql.update(DB)
                    .set(DB.NAME, next.name().value())
                    .set(DB.LOCATION, next.location())
                    .set(DB.MANAGED_LOCATION, next.managedLocation())
                    .set(DB.COMMENT, next.comment())
                    .set(DB.OWNER, Columns.ownerName(next.owner()))
                    .set(DB.OWNER_KIND, Columns.ownerKind(next.owner()))
                    .set(DB.CREATED_AT, Columns.seconds(next.createdAt()))
                    .set(DB.PARAMS, StoredJson.write(next.parameters()))
                    .set(DB.EXTRA, StoredJson.writeExtras(next.extras()))
                    .set(DB.VERSION, current.version() + 1)
                    .where(DB.ID.eq(current.id()))
                    .and(DB.VERSION.eq(current.version()))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    CatalogException.alreadyExists("Database", next.name()),
                    CatalogException.notFound(next.name().catalog()));
        }
        if (updated == 0) {
            throw Conflicts.changed("Database", current.value().name());
        }
        return new Stored<>(current.id(), current.version() + 1, next);
    }

    @Override
    public boolean isShared(Stored<Database> database, String directory) {
        return sql.fetchExists(DSL.select(CATALOG.ID)
                .from(CATALOG)
                .where(NameConditions.isBelow(CATALOG.LOCATION, directory))
                .unionAll(DSL.select(DB.ID)
                        .from(DB)
                        .where(DB.ID.ne(database.id()))
                        .and(NameConditions.isBelow(DB.LOCATION, directory)
                                .or(NameConditions.isBelow(DB.MANAGED_LOCATION, directory))))
                .unionAll(DSL.select(TBL.ID)
                        .from(TBL)
                        .where(TBL.DB_ID.ne(database.id()))
                        .and(NameConditions.isBelow(TBL.LOCATION, directory))));
    }

    @Override
    public void delete(Stored<Database> database) {
        try {
            sql.deleteFrom(DB).where(DB.ID.eq(database.id())).execute();
        } catch (SqlFailureException e) {
            CatalogException notEmpty = new CatalogException(
                    ErrorKind.NOT_EMPTY,
                    "Database " + database.value().name()
                            + " is not empty: drop its tables and functions first, or cascade");
            throw e.meaning(notEmpty, notEmpty);
        }
    }

    private SelectConditionStep<? extends Record> select(Condition condition) {
        return sql.select(DB.fields()).from(DB).where(condition);
    }

    /** The condition that finds one by name. */
    static Condition named(DatabaseName name) {
        return DB.CATALOG_ID.eq(idOf(name.catalog())).and(DB.NAME.eq(name.value()));
    }

    /** Null where there is no such catalog: nothing equals it. */
    public static Field<Long> idOf(CatalogName name) {
        return DSL.field(DSL.select(CATALOG.ID).from(CATALOG).where(CATALOG.NAME.eq(name.value())));
    }

    /** Null where there is no such database: nothing equals it. */
    public static Field<Long> idOf(DatabaseName name) {
        return DSL.field(DSL.select(DB.ID).from(DB).where(named(name)));
    }

    private static Stored<Database> database(CatalogName catalog, Record row) {
        return new Stored<>(
                row.get(DB.ID),
                row.get(DB.VERSION),
                new Database(
                        Names.database(catalog, row.get(DB.NAME)),
                        row.get(DB.COMMENT),
                        row.get(DB.LOCATION),
                        row.get(DB.MANAGED_LOCATION),
                        Columns.owner(row.get(DB.OWNER), row.get(DB.OWNER_KIND)),
                        Columns.instant(row.get(DB.CREATED_AT)),
                        StoredJson.read(row.get(DB.PARAMS), StoredJson.PARAMETERS),
                        StoredJson.readExtras(row.get(DB.EXTRA))));
    }
}
