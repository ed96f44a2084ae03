package dev.skep.server.store.sql.crawl;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Stored;
import dev.skep.server.store.Page;
import dev.skep.server.store.crawl.VersionedStore;
import dev.skep.server.store.sql.Conflicts;
import dev.skep.server.store.sql.Ids;
import dev.skep.server.store.sql.NameConditions;
import dev.skep.server.store.sql.SqlFailureException;
import dev.skep.server.store.sql.StoredJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;

/** Things with a name and a version in a table of their own, the value as JSON. */
class SqlVersioned<V> implements VersionedStore<V> {
    final DSLContext sql;
    private final Ids ids;
    private final Shape<V> shape;

    SqlVersioned(DSLContext sql, Ids ids, Shape<V> shape) {
        this.sql = sql;
        this.ids = ids;
        this.shape = shape;
    }

    /**
     * Where the values are.
     *
     * @param named the name within a value
     * @param what one of them is called, in a message
     */
    record Shape<V>(
            Table<?> table,
            Field<Long> id,
            Field<String> name,
            Field<Long> version,
            Field<String> body,
            Class<V> type,
            Function<V, String> named,
            String what) {
        Stored<V> read(Record row) {
            return new Stored<>(row.get(id), row.get(version), StoredJson.read(row.get(body), type));
        }
    }

    @Override
    public final Optional<Stored<V>> find(String name) {
        return select(shape.name().eq(name)).fetchOptional(shape::read);
    }

    @Override
    public final Optional<Stored<V>> lock(String name) {
        return select(shape.name().eq(name)).forUpdate().fetchOptional(shape::read);
    }

    @Override
    public final List<Stored<V>> page(Page page) {
        return select(NameConditions.after(shape.name(), page))
                .orderBy(shape.name())
                .limit(page.size())
                .fetch(shape::read);
    }

    @Override
    public final Stored<V> insert(V value) {
        long id = ids.take();
        String name = shape.named().apply(value);
        try {
            sql.insertInto(shape.table())
                    .set(shape.id(), id)
                    .set(shape.name(), name)
                    .set(shape.version(), 1L)
                    .set(shape.body(), StoredJson.write(value))
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(CatalogException.alreadyExists(shape.what(), name), Conflicts.changed(shape.what(), name));
        }
        return new Stored<>(id, 1, value);
    }

    @Override
    public final Stored<V> update(Stored<V> current, V next) {
        int updated = sql.update(shape.table())
                .set(shape.body(), StoredJson.write(next))
                .set(shape.version(), current.version() + 1)
                .where(shape.id().eq(current.id()))
                .and(shape.version().eq(current.version()))
                .execute();
        if (updated == 0) {
            throw Conflicts.changed(shape.what(), shape.named().apply(next));
        }
        return new Stored<>(current.id(), current.version() + 1, next);
    }

    @Override
    public final void delete(Stored<V> current) {
        sql.deleteFrom(shape.table()).where(shape.id().eq(current.id())).execute();
    }

    final SelectConditionStep<Record> select(Condition condition) {
        return sql.select(shape.table().fields()).from(shape.table()).where(condition);
    }

    final Shape<V> shape() {
        return shape;
    }
}
