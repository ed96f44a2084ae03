package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.COMPACTION;
import static dev.skep.sql.Tables.COMPACTION_METRIC;
import static dev.skep.sql.Tables.LOCK_COMPONENT;
import static dev.skep.sql.Tables.TXN_WRITE;
import static dev.skep.sql.Tables.WRITE_ID;
import static dev.skep.sql.Tables.WRITE_ID_NEXT;

import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.server.model.acid.Resource;
import dev.skep.server.store.AcidResourceStore;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/** Follows databases, tables and partitions in all that is recorded of them by name. */
final class SqlAcidResources implements AcidResourceStore {
    private static final Named LOCKS = new Named(LOCK_COMPONENT, SqlLocks.PLACES);
    private static final List<Named> FORGOTTEN = List.of(
            new Named(TXN_WRITE, TxnWrites.PLACES),
            new Named(WRITE_ID, SqlWriteIds.IDS),
            new Named(WRITE_ID_NEXT, SqlWriteIds.NEXT),
            new Named(COMPACTION, SqlCompactions.PLACES),
            new Named(COMPACTION_METRIC, SqlCompactions.METRICS));

    private final DSLContext sql;

    SqlAcidResources(DSLContext sql) {
        this.sql = sql;
    }

    /** A table of rows that name resources. */
    private record Named(Table<?> rows, Places places) {
        boolean knows(Resource resource) {
            return resource.partition() == null || places.partition() != null;
        }
    }

    @Override
    public void forget(Resource dropped) {
        for (Named named : FORGOTTEN) {
            if (named.knows(dropped)) {
                sql.deleteFrom(named.rows())
                        .where(named.places().within(dropped))
                        .execute();
            }
        }
    }

    @Override
    public void forget(TableName table, Collection<PartitionName> dropped) {
        List<String> names = dropped.stream()
                .map(name -> Resource.of(table, name.value()).partition())
                .filter(Objects::nonNull)
                .toList();
        for (List<String> chunk : Chunks.of(names, Chunks.CONDITION)) {
            for (Named named : FORGOTTEN) {
                Field<String> partition = named.places().partition();
                if (partition != null) {
                    sql.deleteFrom(named.rows())
                            .where(named.places().in(table))
                            .and(partition.in(chunk))
                            .execute();
                }
            }
        }
    }

    @Override
    public void rename(Resource from, Resource to) {
        forget(to);
        FORGOTTEN.forEach(named -> rename(named, from, to));
        rename(LOCKS, from, to);
    }

    private void rename(Named named, Resource from, Resource to) {
        if (named.knows(from)) {
            Places places = named.places();
            Map<Field<?>, @Nullable Object> names = new LinkedHashMap<>();
            names.put(places.database(), to.database().value());
            if (to.table() != null) {
                names.put(places.table(), to.table());
            }
            if (to.partition() != null && places.partition() != null) {
                names.put(places.partition(), to.partition());
            }
            sql.update(named.rows()).set(names).where(places.within(from)).execute();
        }
    }
}
