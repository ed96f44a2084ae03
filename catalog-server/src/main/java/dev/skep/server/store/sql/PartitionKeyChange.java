package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;

import dev.skep.server.filter.KeyType;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.TableHead;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/**
 * Lets the partitions of a table follow when its keys are renamed or get another type: their names hold the keys, their
 * order is that of the type.
 */
final class PartitionKeyChange {
    private static final int PAGE = 1_000;

    private final DSLContext sql;

    PartitionKeyChange(DSLContext sql) {
        this.sql = sql;
    }

    /** @throws CatalogException {@code INVALID} if there are partitions and another number of keys */
    void follow(TableHead before, TableHead after) {
        if (shape(before).equals(shape(after))) {
            return;
        }
        boolean isEmpty = !sql.fetchExists(PART, PART.TBL_ID.eq(before.id()));
        if (isEmpty) {
            return;
        }
        if (before.partitionKeys().size() != after.partitionKeys().size()) {
            throw CatalogException.invalid("Table " + before.name() + " has partitions of "
                    + before.partitionKeys().size() + " keys; drop them before it gets "
                    + after.partitionKeys().size());
        }
        long last = -1;
        Result<? extends Record> rows;
        do {
            rows = sql.select(PART.ID)
                    .select(PartitionKeys.readColumns(before))
                    .from(PART)
                    .where(PART.TBL_ID.eq(before.id()))
                    .and(PART.ID.gt(last))
                    .orderBy(PART.ID)
                    .limit(PAGE)
                    .fetch();
            if (!rows.isEmpty()) {
                sql.batch(rows.stream().map(row -> update(before, after, row)).toList())
                        .execute();
                last = rows.get(rows.size() - 1).get(PART.ID);
            }
        } while (rows.size() == PAGE);
    }

    /** What the columns of a partition depend on. */
    private static List<Map.Entry<String, KeyType>> shape(TableHead table) {
        return table.partitionKeys().stream()
                .map(key -> Map.entry(key.name(), KeyType.of(key.type())))
                .toList();
    }

    private Query update(TableHead before, TableHead after, Record row) {
        List<Field<?>> columns = PartitionKeys.columns(after);
        List<@Nullable Object> values = PartitionKeys.values(after, PartitionKeys.read(before, row));
        Map<Field<?>, @Nullable Object> changes = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            changes.put(columns.get(i), values.get(i));
        }
        return sql.update(PART).set(changes).where(PART.ID.eq(row.get(PART.ID)));
    }
}
