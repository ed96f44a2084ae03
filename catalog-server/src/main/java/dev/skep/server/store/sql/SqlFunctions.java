package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.FUNC;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Function;
import dev.skep.server.model.FunctionName;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import dev.skep.server.store.FunctionStore;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** User-defined functions. */
final class SqlFunctions implements FunctionStore {
    private final DSLContext sql;
    private final Ids ids;
    private final Parents parents;

    SqlFunctions(DSLContext sql, Ids ids, Parents parents) {
        this.sql = sql;
        this.ids = ids;
        this.parents = parents;
    }

    @Override
    public Optional<Stored<Function>> find(FunctionName name) {
        return sql.select(FUNC.fields())
                .from(FUNC)
                .where(FUNC.DB_ID.eq(SqlDatabases.idOf(name.database())))
                .and(FUNC.NAME.eq(name.value()))
                .fetchOptional(row -> function(name.database(), row));
    }

    @Override
    public List<String> names(DatabaseName database, NamePattern pattern) {
        return sql.select(FUNC.NAME)
                .from(FUNC)
                .where(FUNC.DB_ID.eq(SqlDatabases.idOf(database)))
                .and(NameConditions.matches(FUNC.NAME, pattern))
                .orderBy(FUNC.NAME)
                .fetch(FUNC.NAME);
    }

    @Override
    public List<Stored<Function>> all(CatalogName catalog) {
        return sql.select(FUNC.fields())
                .select(DB.NAME)
                .from(FUNC)
                .join(DB)
                .on(DB.ID.eq(FUNC.DB_ID))
                .where(DB.CATALOG_ID.eq(SqlDatabases.idOf(catalog)))
                .orderBy(DB.NAME, FUNC.NAME)
                .fetch(row -> function(Names.database(catalog, row.get(DB.NAME)), row));
    }

    @Override
    public Stored<Function> insert(Function function) {
        long id = ids.take();
        DatabaseName database = function.name().database();
        long databaseId = parents.hold(database);
        try {
            sql.insertInto(FUNC)
                    .set(FUNC.ID, id)
                    .set(FUNC.DB_ID, databaseId)
                    .set(FUNC.NAME, function.name().value())
                    .set(FUNC.CLASS_NAME, function.className())
                    .set(FUNC.OWNER, Columns.ownerName(function.owner()))
                    .set(FUNC.OWNER_KIND, Columns.ownerKind(function.owner()))
                    .set(FUNC.CREATED_AT, Columns.seconds(function.createdAt()))
                    .set(FUNC.RESOURCES, StoredJson.write(function.resources()))
                    .set(FUNC.EXTRA, StoredJson.writeExtras(function.extras()))
                    .set(FUNC.VERSION, 1L)
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    CatalogException.alreadyExists("Function", function.name()), CatalogException.notFound(database));
        }
        return new Stored<>(id, 1, function);
    }

    @Override
    public Stored<Function> update(Stored<Function> current, Function next) {
        DatabaseName database = next.name().database();
        // Where the database stays, the row keeps its reference: others need not wait for this transaction.
        Field<Long> databaseId =
                database.equals(current.value().name().database()) ? FUNC.DB_ID : DSL.val(parents.hold(database));
        int updated;
        try {
            updated = sql.update(FUNC)
                    .set(FUNC.DB_ID, databaseId)
                    .set(FUNC.NAME, next.name().value())
                    .set(FUNC.CLASS_NAME, next.className())
                    .set(FUNC.OWNER, Columns.ownerName(next.owner()))
                    .set(FUNC.OWNER_KIND, Columns.ownerKind(next.owner()))
                    .set(FUNC.CREATED_AT, Columns.seconds(next.createdAt()))
                    .set(FUNC.RESOURCES, StoredJson.write(next.resources()))
                    .set(FUNC.EXTRA, StoredJson.writeExtras(next.extras()))
                    .set(FUNC.VERSION, current.version() + 1)
                    .where(FUNC.ID.eq(current.id()))
                    .and(FUNC.VERSION.eq(current.version()))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    CatalogException.alreadyExists("Function", next.name()), CatalogException.notFound(database));
        }
        if (updated == 0) {
            throw Conflicts.changed("Function", current.value().name());
        }
        return new Stored<>(current.id(), current.version() + 1, next);
    }

    @Override
    public void delete(Stored<Function> function) {
        sql.deleteFrom(FUNC).where(FUNC.ID.eq(function.id())).execute();
    }

    private static Stored<Function> function(DatabaseName database, Record row) {
        return new Stored<>(
                row.get(FUNC.ID),
                row.get(FUNC.VERSION),
                new Function(
                        Names.function(database, row.get(FUNC.NAME)),
                        row.get(FUNC.CLASS_NAME),
                        Columns.owner(row.get(FUNC.OWNER), row.get(FUNC.OWNER_KIND)),
                        Columns.instant(row.get(FUNC.CREATED_AT)),
                        StoredJson.read(row.get(FUNC.RESOURCES), StoredJson.RESOURCES),
                        StoredJson.readExtras(row.get(FUNC.EXTRA))));
    }
}
