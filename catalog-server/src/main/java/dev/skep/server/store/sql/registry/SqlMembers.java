package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.DB;

import dev.skep.server.model.CatalogName;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.MemberName;
import dev.skep.server.store.registry.MemberRegistry;
import dev.skep.server.store.sql.Parents;
import dev.skep.server.store.sql.SqlDatabases;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** A registry by name within a database. */
class SqlMembers<V> extends SqlRegistry<MemberName, V> implements MemberRegistry<V> {
    private final Parents parents;
    private final Field<Long> database;
    private final Field<String> name;

    SqlMembers(DSLContext sql, Shape<V> shape, Parents parents, Field<Long> database, Field<String> name) {
        super(sql, shape);
        this.parents = parents;
        this.database = database;
        this.name = name;
    }

    @Override
    Condition at(MemberName key) {
        return database.eq(SqlDatabases.idOf(key.database())).and(name.eq(key.value()));
    }

    @Override
    Map<Field<?>, ?> key(MemberName key) {
        return Map.of(database, parents.hold(key.database()), name, key.value());
    }

    @Override
    public List<String> names(DatabaseName of) {
        return sql.select(name)
                .from(shape().table())
                .where(database.eq(SqlDatabases.idOf(of)))
                .orderBy(name)
                .fetch(name);
    }

    @Override
    public List<String> names(CatalogName catalog) {
        return sql.select(name)
                .from(shape().table())
                .join(DB)
                .on(DB.ID.eq(database))
                .where(DB.CATALOG_ID.eq(SqlDatabases.idOf(catalog)))
                .orderBy(DB.NAME, name)
                .fetch(name);
    }
}
