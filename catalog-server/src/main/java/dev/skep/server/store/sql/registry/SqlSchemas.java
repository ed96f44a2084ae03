package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.ISCHEMA;

import dev.skep.server.model.MemberName;
import dev.skep.server.model.schema.Schema;
import dev.skep.server.store.sql.Ids;
import dev.skep.server.store.sql.Parents;
import dev.skep.server.store.sql.SqlDatabases;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Schemas. Their versions refer to them by an id. */
final class SqlSchemas extends SqlMembers<Schema> {
    private final Ids ids;

    SqlSchemas(DSLContext sql, Ids ids, Parents parents) {
        super(sql, new Shape<>(ISCHEMA, ISCHEMA.BODY, Schema.class, "Schema"), parents, ISCHEMA.DB_ID, ISCHEMA.NAME);
        this.ids = ids;
    }

    @Override
    Map<Field<?>, ?> key(MemberName key) {
        Map<Field<?>, Object> columns = new LinkedHashMap<>(super.key(key));
        columns.put(ISCHEMA.ID, ids.take());
        return columns;
    }

    /** The schema's id, as a part of a statement. */
    static Field<Long> idOf(MemberName name) {
        return DSL.field(DSL.select(ISCHEMA.ID)
                .from(ISCHEMA)
                .where(ISCHEMA.DB_ID.eq(SqlDatabases.idOf(name.database())))
                .and(ISCHEMA.NAME.eq(name.value())));
    }
}
