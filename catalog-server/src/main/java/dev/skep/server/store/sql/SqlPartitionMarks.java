package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PARTITION_MARK;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.PartitionMarkStore;
import java.time.Instant;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** Marks on partitions. */
final class SqlPartitionMarks implements PartitionMarkStore {
    private final DSLContext sql;
    private final Parents parents;

    SqlPartitionMarks(DSLContext sql, Parents parents) {
        this.sql = sql;
        this.parents = parents;
    }

    @Override
    public void mark(TableHead table, PartitionName partition, String event, Instant now) {
        parents.hold(table);
        sql.deleteFrom(PARTITION_MARK).where(at(table, partition, event)).execute();
        try {
            sql.insertInto(PARTITION_MARK)
                    .set(PARTITION_MARK.TBL_ID, table.id())
                    .set(PARTITION_MARK.PARTITION_NAME, partition.value())
                    .set(PARTITION_MARK.EVENT, event)
                    .set(PARTITION_MARK.MARKED_AT, now.toEpochMilli())
                    .execute();
        } catch (SqlFailureException e) {
            throw e.meaning(
                    Conflicts.changed("The mark of partition", partition), CatalogException.notFound(table.name()));
        }
    }

    @Override
    public Optional<Instant> markedAt(TableHead table, PartitionName partition, String event) {
        return sql.select(PARTITION_MARK.MARKED_AT)
                .from(PARTITION_MARK)
                .where(at(table, partition, event))
                .fetchOptional(row -> Instant.ofEpochMilli(row.value1()));
    }

    @Override
    public int forgetOlderThan(Instant oldest) {
        return sql.deleteFrom(PARTITION_MARK)
                .where(PARTITION_MARK.MARKED_AT.lt(oldest.toEpochMilli()))
                .execute();
    }

    private static Condition at(TableHead table, PartitionName partition, String event) {
        return PARTITION_MARK
                .TBL_ID
                .eq(table.id())
                .and(PARTITION_MARK.PARTITION_NAME.eq(partition.value()))
                .and(PARTITION_MARK.EVENT.eq(event));
    }
}
