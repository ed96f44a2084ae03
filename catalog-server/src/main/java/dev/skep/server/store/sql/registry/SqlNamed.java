package dev.skep.server.store.sql.registry;

import dev.skep.server.store.registry.NamedRegistry;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** A registry by name. */
final class SqlNamed<V> extends SqlRegistry<String, V> implements NamedRegistry<V> {
    private final Field<String> name;

    SqlNamed(DSLContext sql, Shape<V> shape, Field<String> name) {
        super(sql, shape);
        this.name = name;
    }

    @Override
    Condition at(String key) {
        return name.eq(key);
    }

    @Override
    Map<Field<?>, ?> key(String key) {
        return Map.of(name, key);
    }

    @Override
    public List<String> names() {
        return sql.select(name).from(shape().table()).orderBy(name).fetch(name);
    }
}
