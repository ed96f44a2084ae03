package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;
import static dev.skep.sql.Tables.PART_STATS;
import static dev.skep.sql.Tables.TBL_STATS;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.StatisticsStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Statistics of columns. */
final class SqlStatistics implements StatisticsStore {
    /** How many of a row's values are its key. */
    private static final int KEY = 3;

    private final DSLContext sql;
    private final PartitionNames byName;
    private final Parents parents;

    SqlStatistics(DSLContext sql, DialectTraits traits, Parents parents) {
        this.sql = sql;
        this.byName = new PartitionNames(sql, traits);
        this.parents = parents;
    }

    @Override
    public List<ColumnStatistics> ofTable(TableHead table, Collection<String> columns, String engine) {
        List<ColumnStatistics> found = new ArrayList<>();
        for (List<String> chunk : Chunks.of(columns, Chunks.CONDITION)) {
            sql.select(TBL_STATS.fields())
                    .from(TBL_STATS)
                    .where(TBL_STATS.TBL_ID.eq(table.id()))
                    .and(TBL_STATS.ENGINE.eq(engine))
                    .and(TBL_STATS.COLUMN_NAME.in(chunk))
                    .orderBy(TBL_STATS.COLUMN_NAME)
                    .forEach(row -> found.add(FigureKind.statistics(
                            row.get(TBL_STATS.COLUMN_NAME),
                            row.get(TBL_STATS.TYPE),
                            row.get(TBL_STATS.ENGINE),
                            Columns.instant(row.get(TBL_STATS.ANALYZED_AT)),
                            row.get(TBL_STATS.KIND),
                            row.get(TBL_STATS.BODY))));
        }
        return found;
    }

    @Override
    public Map<PartitionName, List<ColumnStatistics>> ofPartitions(
            TableHead table, Collection<PartitionName> partitions, Collection<String> columns, String engine) {
        Map<PartitionName, List<ColumnStatistics>> found = new LinkedHashMap<>();
        if (columns.isEmpty()) {
            return found;
        }
        for (Condition condition : byName.conditions(table, partitions)) {
            sql.select(PART.NAME)
                    .select(PART_STATS.fields())
                    .from(PART)
                    .join(PART_STATS)
                    .on(PART_STATS.PART_ID.eq(PART.ID))
                    .where(condition)
                    .and(PART_STATS.ENGINE.eq(engine))
                    .and(PART_STATS.COLUMN_NAME.in(columns))
                    .orderBy(PART.NAME, PART_STATS.COLUMN_NAME)
                    .forEach(row -> found.computeIfAbsent(
                                    new PartitionName(row.get(PART.NAME)), name -> new ArrayList<>())
                            .add(FigureKind.statistics(
                                    row.get(PART_STATS.COLUMN_NAME),
                                    row.get(PART_STATS.TYPE),
                                    row.get(PART_STATS.ENGINE),
                                    Columns.instant(row.get(PART_STATS.ANALYZED_AT)),
                                    row.get(PART_STATS.KIND),
                                    row.get(PART_STATS.BODY))));
        }
        return found;
    }

    @Override
    public void putForTable(TableHead table, Collection<ColumnStatistics> statistics) {
        parents.hold(table);
        replace(
                sql.deleteFrom(TBL_STATS)
                        .where(TBL_STATS.TBL_ID.eq((Long) null))
                        .and(TBL_STATS.COLUMN_NAME.eq((String) null))
                        .and(TBL_STATS.ENGINE.eq((String) null)),
                sql.insertInto(TBL_STATS)
                        .columns(
                                TBL_STATS.TBL_ID,
                                TBL_STATS.COLUMN_NAME,
                                TBL_STATS.ENGINE,
                                TBL_STATS.KIND,
                                TBL_STATS.TYPE,
                                TBL_STATS.ANALYZED_AT,
                                TBL_STATS.BODY)
                        .values((Long) null, null, null, null, null, null, null),
                statistics.stream().map(each -> row(table.id(), each)).toList(),
                table);
    }

    @Override
    public void putForPartitions(TableHead table, Map<PartitionName, List<ColumnStatistics>> statistics) {
        parents.hold(table);
        Map<PartitionName, Long> idByName = byName.ids(table, statistics.keySet());
        List<@Nullable Object[]> rows = new ArrayList<>();
        statistics.forEach((name, all) -> {
            Long id = idByName.get(name);
            if (id == null) {
                throw CatalogException.notFound(table.name(), name);
            }
            all.forEach(each -> rows.add(row(id, each)));
        });
        replace(
                sql.deleteFrom(PART_STATS)
                        .where(PART_STATS.PART_ID.eq((Long) null))
                        .and(PART_STATS.COLUMN_NAME.eq((String) null))
                        .and(PART_STATS.ENGINE.eq((String) null)),
                sql.insertInto(PART_STATS)
                        .columns(
                                PART_STATS.PART_ID,
                                PART_STATS.COLUMN_NAME,
                                PART_STATS.ENGINE,
                                PART_STATS.KIND,
                                PART_STATS.TYPE,
                                PART_STATS.ANALYZED_AT,
                                PART_STATS.BODY)
                        .values((Long) null, null, null, null, null, null, null),
                rows,
                table);
    }

    /** @param rows begin with the key */
    private void replace(Query delete, Query insert, List<@Nullable Object[]> rows, TableHead table) {
        try {
            Batch.execute(
                    sql,
                    delete,
                    rows.stream().map(row -> Arrays.copyOf(row, KEY)).toList());
            Batch.execute(sql, insert, rows);
        } catch (SqlFailureException e) {
            throw switch (e.failure()) {
                // Another writer of the same statistics came between: once more, over what it wrote.
                case DUPLICATE_KEY -> new SqlFailureException(SqlFailure.RETRYABLE, e);
                // What the statistics are of was dropped since it was found.
                case FOREIGN_KEY -> CatalogException.notFound(table.name());
                case TOO_LONG, UNSTORABLE, RETRYABLE, CONNECTION_LOST, OTHER -> e;
            };
        }
    }

    private static @Nullable Object[] row(long owner, ColumnStatistics statistics) {
        return new Object[] {
            owner,
            statistics.column(),
            statistics.engine(),
            FigureKind.of(statistics.figures()).name(),
            statistics.type(),
            Columns.seconds(statistics.analyzedAt()),
            StoredJson.write(statistics.figures())
        };
    }

    @Override
    public int deleteForTable(TableHead table, Collection<String> columns, Collection<String> engines) {
        return sql.deleteFrom(TBL_STATS)
                .where(TBL_STATS.TBL_ID.eq(table.id()))
                .and(amongOrAll(TBL_STATS.COLUMN_NAME, columns))
                .and(amongOrAll(TBL_STATS.ENGINE, engines))
                .execute();
    }

    @Override
    public int deleteForPartitions(
            TableHead table,
            Collection<PartitionName> partitions,
            Collection<String> columns,
            Collection<String> engines) {
        int deleted = 0;
        for (List<Long> chunk : Chunks.of(byName.ids(table, partitions).values(), Chunks.CONDITION)) {
            deleted += sql.deleteFrom(PART_STATS)
                    .where(PART_STATS.PART_ID.in(chunk))
                    .and(amongOrAll(PART_STATS.COLUMN_NAME, columns))
                    .and(amongOrAll(PART_STATS.ENGINE, engines))
                    .execute();
        }
        return deleted;
    }

    private static Condition amongOrAll(Field<String> field, Collection<String> names) {
        return names.isEmpty() ? DSL.noCondition() : field.in(names);
    }
}
