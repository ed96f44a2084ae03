package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.CATALOG;
import static dev.skep.sql.Tables.DB;
import static dev.skep.sql.Tables.ISCHEMA;
import static dev.skep.sql.Tables.ISCHEMA_COLUMN;
import static dev.skep.sql.Tables.ISCHEMA_VERSION;

import dev.skep.server.model.Column;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.Names;
import dev.skep.server.model.schema.ColumnSearch;
import dev.skep.server.model.schema.NumberedVersion;
import dev.skep.server.model.schema.SchemaVersion;
import dev.skep.server.model.schema.SchemaVersionName;
import dev.skep.server.store.registry.SchemaVersionStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The versions of schemas, and an index of their columns. The columns of a version never change. */
final class SqlSchemaVersions extends SqlRegistry<SchemaVersionName, SchemaVersion> implements SchemaVersionStore {
    SqlSchemaVersions(DSLContext sql) {
        super(sql, new Shape<>(ISCHEMA_VERSION, ISCHEMA_VERSION.BODY, SchemaVersion.class, "Version"));
    }

    @Override
    Condition at(SchemaVersionName key) {
        return of(key.schema()).and(ISCHEMA_VERSION.VERSION.eq(key.version()));
    }

    @Override
    Map<Field<?>, ?> key(SchemaVersionName key) {
        return Map.of(
                ISCHEMA_VERSION.ISCHEMA_ID, SqlSchemas.idOf(key.schema()), ISCHEMA_VERSION.VERSION, key.version());
    }

    @Override
    public void insert(SchemaVersionName key, SchemaVersion value) {
        super.insert(key, value);
        List<Query> columns = new ArrayList<>();
        for (Column column : value.columns()) {
            columns.add(sql.insertInto(ISCHEMA_COLUMN)
                    .set(ISCHEMA_COLUMN.ISCHEMA_ID, SqlSchemas.idOf(key.schema()))
                    .set(ISCHEMA_COLUMN.VERSION, key.version())
                    .set(ISCHEMA_COLUMN.POSITION, columns.size())
                    .set(ISCHEMA_COLUMN.NAME, ColumnSearch.folded(column.name()))
                    .set(
                            ISCHEMA_COLUMN.NAMESPACE,
                            column.comment() == null ? null : ColumnSearch.folded(column.comment()))
                    .set(ISCHEMA_COLUMN.TYPE, column.type()));
        }
        sql.batch(columns).execute();
    }

    @Override
    public Optional<NumberedVersion> latest(MemberName schema) {
        return select(of(schema))
                .orderBy(ISCHEMA_VERSION.VERSION.desc())
                .limit(1)
                .fetchOptional(this::numbered);
    }

    @Override
    public List<NumberedVersion> all(MemberName schema) {
        return select(of(schema)).orderBy(ISCHEMA_VERSION.VERSION.desc()).fetch(this::numbered);
    }

    @Override
    public List<SchemaVersionName> withColumn(ColumnSearch search) {
        return sql.selectDistinct(CATALOG.NAME, DB.NAME, ISCHEMA.NAME, ISCHEMA_COLUMN.VERSION)
                .from(ISCHEMA_COLUMN)
                .join(ISCHEMA)
                .on(ISCHEMA.ID.eq(ISCHEMA_COLUMN.ISCHEMA_ID))
                .join(DB)
                .on(DB.ID.eq(ISCHEMA.DB_ID))
                .join(CATALOG)
                .on(CATALOG.ID.eq(DB.CATALOG_ID))
                .where(equal(ISCHEMA_COLUMN.NAME, search.name()))
                .and(equal(ISCHEMA_COLUMN.NAMESPACE, search.namespace()))
                .and(equal(ISCHEMA_COLUMN.TYPE, search.type()))
                .orderBy(CATALOG.NAME, DB.NAME, ISCHEMA.NAME, ISCHEMA_COLUMN.VERSION)
                .fetch(row -> new SchemaVersionName(
                        Names.member(Names.database(Names.catalog(row.value1()), row.value2()), row.value3()),
                        row.value4()));
    }

    private static Condition equal(Field<String> field, @Nullable String value) {
        return value == null ? DSL.noCondition() : field.eq(value);
    }

    private static Condition of(MemberName schema) {
        return ISCHEMA_VERSION.ISCHEMA_ID.eq(SqlSchemas.idOf(schema));
    }

    private NumberedVersion numbered(Record row) {
        return new NumberedVersion(row.get(ISCHEMA_VERSION.VERSION), shape().read(row));
    }
}
