package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;
import static dev.skep.sql.Tables.PART_BODY;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Writes partitions: thousands a statement. */
final class PartitionWriter {
    /** In the order of {@link #body}. */
    private static final List<Field<?>> BODY = List.of(
            PART_BODY.LAYOUT_ID,
            PART_BODY.LOCATION,
            PART_BODY.PARAMS,
            PART_BODY.CREATED_AT,
            PART_BODY.ACCESSED_AT,
            PART_BODY.EXTRA);

    private final DSLContext sql;
    private final DialectTraits traits;
    private final Ids ids;
    private final Layouts layouts;
    private final Parents parents;
    private final SideTransactions side;
    private final PartitionNames byName;

    PartitionWriter(
            DSLContext sql, DialectTraits traits, Ids ids, Layouts layouts, Parents parents, SideTransactions side) {
        this.sql = sql;
        this.traits = traits;
        this.ids = ids;
        this.layouts = layouts;
        this.parents = parents;
        this.side = side;
        this.byName = new PartitionNames(sql, traits);
    }

    void insert(TableHead table, Collection<Partition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        List<PartitionName> names = distinctNames(table, partitions);
        Map<Layout, Long> layoutIds =
                layouts.idsOf(partitions.stream().map(Partition::layout).toList());
        long id = ids.take(partitions.size());
        parents.hold(table);
        try {
            for (List<Partition> chunk : Chunks.of(partitions, Chunks.BATCH)) {
                insertKeys(table, chunk, id);
                insertBodies(chunk, id, layoutIds);
                id += chunk.size();
            }
        } catch (SqlFailureException e) {
            throw meaning(e, table, names);
        }
    }

    private void insertKeys(TableHead table, List<Partition> partitions, long firstId) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Partition partition : partitions) {
            rows.add(row(PartitionKeys.values(table, partition.values()), firstId + rows.size(), table.id()));
        }
        insertInto(PART, PartitionKeys.columns(table), List.of(PART.ID, PART.TBL_ID), rows);
    }

    private void insertBodies(List<Partition> partitions, long firstId, Map<Layout, Long> layoutIds) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Partition partition : partitions) {
            rows.add(row(body(partition, layoutIds), firstId + rows.size(), 1L));
        }
        insertInto(PART_BODY, BODY, List.of(PART_BODY.PART_ID, PART_BODY.VERSION), rows);
    }

    void update(TableHead table, Map<PartitionName, Partition> next) {
        if (next.isEmpty()) {
            return;
        }
        parents.hold(table);
        Map<PartitionName, Long> idByName = lock(table, next.keySet());
        Map<Layout, Long> layoutIds =
                layouts.idsOf(next.values().stream().map(Partition::layout).toList());
        List<Change> changes = new ArrayList<>();
        next.forEach((name, partition) -> changes.add(new Change(
                name,
                partition,
                Optional.ofNullable(idByName.get(name))
                        .orElseThrow(() -> CatalogException.notFound(table.name(), name)))));
        List<Change> renames =
                changes.stream().filter(change -> change.renamesIn(table)).toList();
        try {
            updateKeys(table, renames);
        } catch (SqlFailureException e) {
            throw meaning(
                    e,
                    table,
                    renames.stream().map(change -> change.newName(table)).toList());
        }
        updateBodies(changes, layoutIds);
    }

    private record Change(PartitionName name, Partition next, long id) {
        PartitionName newName(TableHead table) {
            return table.partitionName(next.values());
        }

        /** Also where only the spelling of null changes. */
        boolean renamesIn(TableHead table) {
            return !newName(table).equals(name) || !name.values().equals(next.values());
        }
    }

    /** Locks the rows of those that exist. */
    private Map<PartitionName, Long> lock(TableHead table, Collection<PartitionName> names) {
        Map<PartitionName, Long> idByName = new HashMap<>();
        for (Condition condition : byName.conditions(table, names)) {
            traits.lockedAgainstChange(sql.select(PART.NAME, PART.ID).from(PART).where(condition))
                    .forEach(row -> idByName.put(new PartitionName(row.value1()), row.value2()));
        }
        return idByName;
    }

    private void updateKeys(TableHead table, List<Change> changes) {
        Batch.execute(
                sql,
                sql.update(PART).set(unset(PartitionKeys.columns(table))).where(PART.ID.eq((Long) null)),
                changes.stream()
                        .map(change ->
                                row(PartitionKeys.values(table, change.next().values()), change.id()))
                        .toList());
    }

    private void updateBodies(List<Change> changes, Map<Layout, Long> layoutIds) {
        Batch.execute(
                sql,
                sql.update(PART_BODY)
                        .set(unset(BODY))
                        .set(PART_BODY.VERSION, PART_BODY.VERSION.plus(DSL.inline(1L)))
                        .where(PART_BODY.PART_ID.eq((Long) null)),
                changes.stream()
                        .map(change -> row(body(change.next(), layoutIds), change.id()))
                        .toList());
    }

    int delete(TableHead table, Collection<PartitionName> names) {
        parents.hold(table);
        int deleted = 0;
        for (Condition condition : byName.conditions(table, names)) {
            deleted += sql.deleteFrom(PART).where(condition).execute();
        }
        return deleted;
    }

    void relocate(TableHead table, String from, String to) {
        parents.hold(table);
        // The database counts the characters itself: not all count alike.
        Field<Integer> length = DSL.charLength(DSL.val(from));
        sql.update(PART_BODY)
                .set(
                        PART_BODY.LOCATION,
                        DSL.concat(
                                DSL.val(to, PART_BODY.LOCATION),
                                DSL.substring(PART_BODY.LOCATION, length.plus(DSL.inline(1)))))
                .set(PART_BODY.VERSION, PART_BODY.VERSION.plus(DSL.inline(1L)))
                .where(PART_BODY.PART_ID.in(DSL.select(PART.ID).from(PART).where(PART.TBL_ID.eq(table.id()))))
                .and(DSL.substring(PART_BODY.LOCATION, DSL.inline(1), length.plus(DSL.inline(1)))
                        .eq(from + "/"))
                .execute();
    }

    /** @throws CatalogException {@code ALREADY_EXISTS} naming one that is given twice */
    private static List<PartitionName> distinctNames(TableHead table, Collection<Partition> partitions) {
        List<PartitionName> names = partitions.stream()
                .map(partition -> table.partitionName(partition.values()))
                .toList();
        Set<PartitionName> seen = new HashSet<>();
        for (PartitionName name : names) {
            if (!seen.add(name)) {
                throw alreadyExists(table, name);
            }
        }
        return names;
    }

    private RuntimeException meaning(SqlFailureException failure, TableHead table, List<PartitionName> wanted) {
        return switch (failure.failure()) {
            case DUPLICATE_KEY -> alreadyExists(table, wanted);
            case FOREIGN_KEY -> CatalogException.notFound(table.name());
            case TOO_LONG, UNSTORABLE, RETRYABLE, CONNECTION_LOST, OTHER -> failure;
        };
    }

    /** Names one that is there, as seen from outside the transaction that failed. */
    private CatalogException alreadyExists(TableHead table, List<PartitionName> wanted) {
        Map<PartitionName, Long> there = side.run(other -> new PartitionNames(other, traits).ids(table, wanted));
        return there.keySet().stream()
                .findFirst()
                .map(name -> alreadyExists(table, name))
                .orElseGet(() -> new CatalogException(
                        ErrorKind.ALREADY_EXISTS, "One of the partitions exists already in table " + table.name()));
    }

    private static CatalogException alreadyExists(TableHead table, PartitionName name) {
        return CatalogException.alreadyExists("Partition", name + " of table " + table.name());
    }

    private static List<@Nullable Object> body(Partition partition, Map<Layout, Long> layoutIds) {
        return Arrays.asList(
                layoutIds.get(partition.layout()),
                partition.location(),
                StoredJson.write(partition.parameters()),
                Columns.seconds(partition.createdAt()),
                Columns.seconds(partition.lastAccessedAt()),
                StoredJson.writeExtras(partition.extras()));
    }

    private void insertInto(
            Table<?> table, List<Field<?>> columns, List<Field<Long>> more, List<@Nullable Object[]> rows) {
        List<Field<?>> all = new ArrayList<>(columns);
        all.addAll(more);
        Batch.execute(sql, sql.insertInto(table).columns(all).values(Collections.nCopies(all.size(), null)), rows);
    }

    private static Map<Field<?>, @Nullable Object> unset(List<Field<?>> columns) {
        Map<Field<?>, @Nullable Object> unset = new LinkedHashMap<>();
        columns.forEach(column -> unset.put(column, null));
        return unset;
    }

    private static @Nullable Object[] row(List<@Nullable Object> columns, Long... more) {
        List<@Nullable Object> row = new ArrayList<>(columns);
        row.addAll(Arrays.asList(more));
        return row.toArray();
    }
}
