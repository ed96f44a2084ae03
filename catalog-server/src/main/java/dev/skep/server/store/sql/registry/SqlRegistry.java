package dev.skep.server.store.sql.registry;

import dev.skep.server.model.CatalogException;
import dev.skep.server.store.registry.Registry;
import dev.skep.server.store.sql.Conflicts;
import dev.skep.server.store.sql.SqlFailureException;
import dev.skep.server.store.sql.StoredJson;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** A registry in a table of its own: the key in columns, what is searched of a value in columns, the value as JSON. */
abstract class SqlRegistry<K, V> implements Registry<K, V> {
    final DSLContext sql;
    private final Shape<V> shape;

    SqlRegistry(DSLContext sql, Shape<V> shape) {
        this.sql = sql;
        this.shape = shape;
    }

    /**
     * Where the values are.
     *
     * @param what one of them is called, in a message
     */
    record Shape<V>(Table<?> table, Field<String> body, Class<V> type, String what) {
        V read(Record row) {
            return StoredJson.read(row.get(body), type);
        }
    }

    /** The row of the key. */
    abstract Condition at(K key);

    /** The columns of a new row by which it is found; holds the row that it refers to. */
    abstract Map<Field<?>, ?> key(K key);

    /** What is searched of a value besides its key. */
    Map<Field<?>, @Nullable Object> searched(V value) {
        return Map.of();
    }

    @Override
    public Optional<V> find(K key) {
        return select(at(key)).fetchOptional(shape::read);
    }

    @Override
    public Optional<V> lock(K key) {
        return select(at(key)).forUpdate().fetchOptional(shape::read);
    }

    @Override
    public void insert(K key, V value) {
        Map<Field<?>, ?> columns = key(key);
        try {
            sql.insertInto(shape.table())
                    .set(columns)
                    .set(searched(value))
                    .set(shape.body(), StoredJson.write(value))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    CatalogException.alreadyExists(shape.what(), key),
                    Conflicts.changed("What holds " + shape.what(), key));
        }
    }

    @Override
    public void replace(K key, V value) {
        int replaced = sql.update(shape.table())
                .set(shape.body(), StoredJson.write(value))
                .set(searched(value))
                .where(at(key))
                .execute();
        if (replaced == 0) {
            throw Conflicts.changed(shape.what(), key);
        }
    }

    @Override
    public boolean delete(K key) {
        return sql.deleteFrom(shape.table()).where(at(key)).execute() > 0;
    }

    final SelectConditionStep<Record> select(Condition condition) {
        return sql.select(shape.table().fields()).from(shape.table()).where(condition);
    }

    final Shape<V> shape() {
        return shape;
    }
}
