package dev.skep.server.store.sql;

import static dev.skep.sql.Tables.PART;
import static dev.skep.sql.Tables.PART_BODY;

import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.PredicateEvaluator;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableHead;
import dev.skep.server.store.Listing;
import dev.skep.server.store.Page;
import dev.skep.server.store.PartitionStore;
import dev.skep.server.store.sql.PagedListing.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SelectConditionStep;
import org.jooq.SelectSeekStep2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions. Listings are counted first; what is small is then read whole, so that the database plans by the
 * condition, and what is large is read in pages by name.
 */
final class SqlPartitions implements PartitionStore {
    private static final int PAGE = 1_000;

    private final DSLContext sql;
    private final DialectTraits traits;
    private final Layouts layouts;
    private final PartitionNames byName;
    private final PartitionWriter writer;

    SqlPartitions(DSLContext sql, DialectTraits traits, Layouts layouts, PartitionWriter writer) {
        this.sql = sql;
        this.traits = traits;
        this.layouts = layouts;
        this.byName = new PartitionNames(sql, traits);
        this.writer = writer;
    }

    @Override
    public Optional<Stored<Partition>> find(TableHead table, PartitionName name) {
        return partitions(
                        table,
                        select(table, in(table).and(PART.NAME.eq(name.value()))).fetch())
                .stream()
                .findFirst();
    }

    @Override
    public List<Stored<Partition>> findAll(TableHead table, Collection<PartitionName> names) {
        List<Stored<Partition>> found = new ArrayList<>();
        for (Condition condition : byName.conditions(table, names)) {
            found.addAll(partitions(
                    table,
                    select(table, condition).orderBy(PART.TBL_ID, PART.NAME).fetch()));
        }
        return found;
    }

    @Override
    public Set<PartitionName> existing(TableHead table, Collection<PartitionName> names) {
        return byName.ids(table, names).keySet();
    }

    @Override
    public int count(TableHead table, Predicate predicate) {
        return count(query(table, predicate), Integer.MAX_VALUE);
    }

    @Override
    public Listing<Stored<Partition>> list(TableHead table, Predicate predicate, int limit) {
        Query query = query(table, predicate);
        int size = count(query, limit < 0 ? Integer.MAX_VALUE : limit);
        return new PagedListing<>(size, after -> partitions(query, after, query.rowsFor(size, limit)));
    }

    @Override
    public Listing<PartitionName> names(TableHead table, Predicate predicate, int limit) {
        Query query = query(table, predicate);
        int size = count(query, limit < 0 ? Integer.MAX_VALUE : limit);
        return new PagedListing<>(size, after -> names(query, after, query.rowsFor(size, limit)));
    }

    @Override
    public List<Stored<Partition>> page(TableHead table, Predicate predicate, Page page) {
        Query query = query(table, predicate);
        List<Stored<Partition>> found = new ArrayList<>();
        String after = page.after();
        do {
            int rows = query.isExact() ? Math.min(PAGE, page.size() - found.size()) : PAGE;
            Segment<Stored<Partition>> segment = partitions(query, after, rows);
            found.addAll(segment.elements());
            after = segment.end();
        } while (after != null && found.size() < page.size());
        return List.copyOf(found.subList(0, Math.min(found.size(), page.size())));
    }

    @Override
    public void insert(TableHead table, Collection<Partition> partitions) {
        writer.insert(table, partitions);
    }

    @Override
    public void update(TableHead table, Map<PartitionName, Partition> next) {
        writer.update(table, next);
    }

    @Override
    public int delete(TableHead table, Collection<PartitionName> names) {
        return writer.delete(table, names);
    }

    @Override
    public void relocate(TableHead table, String from, String to) {
        writer.relocate(table, from, to);
    }

    /** What is asked of a table, as far as SQL can say it and the rest. */
    private record Query(TableHead table, Condition condition, PredicateEvaluator residual, boolean isExact) {
        /**
         * How many rows to read at once for a listing; negative for all that satisfy the condition, so that the database
         * plans by the condition alone.
         *
         * @param size of the listing
         * @param limit what it was cut at, if it reached it: there may be many more rows then
         */
        int rowsFor(int size, int limit) {
            if (!isExact || size > PAGE) {
                return PAGE;
            }
            return size == limit ? size : -1;
        }
    }

    private static Condition in(TableHead table) {
        return PART.TBL_ID.eq(table.id());
    }

    private Query query(TableHead table, Predicate predicate) {
        PartitionConditions conditions = PartitionConditions.of(predicate, table.partitionKeys(), traits);
        return new Query(
                table,
                in(table).and(conditions.condition()),
                new PredicateEvaluator(conditions.residual(), table.partitionKeys()),
                conditions.residual() instanceof Predicate.True);
    }

    private int count(Query query, int limit) {
        if (query.isExact()) {
            return limit == Integer.MAX_VALUE
                    ? sql.fetchCount(PART, query.condition())
                    : sql.fetchCount(
                            DSL.selectOne().from(PART).where(query.condition()).limit(limit));
        }
        int count = 0;
        String after = null;
        do {
            Segment<PartitionName> segment = names(query, after, PAGE);
            count += segment.elements().size();
            after = segment.end();
        } while (after != null && count < limit);
        return Math.min(count, limit);
    }

    private Segment<PartitionName> names(Query query, @Nullable String after, int limit) {
        Result<? extends Record> rows = page(
                sql.select(PART.NAME)
                        .select(PartitionKeys.readColumns(query.table()))
                        .from(PART)
                        .where(query.condition()),
                after,
                limit);
        return segment(
                rows,
                limit,
                satisfying(query, rows).stream()
                        .map(row -> new PartitionName(row.get(PART.NAME)))
                        .toList());
    }

    private Segment<Stored<Partition>> partitions(Query query, @Nullable String after, int limit) {
        Result<? extends Record> rows = page(select(query.table(), query.condition()), after, limit);
        return segment(rows, limit, partitions(query.table(), satisfying(query, rows)));
    }

    private static <R extends Record> Result<R> page(SelectConditionStep<R> select, @Nullable String after, int limit) {
        SelectSeekStep2<R, Long, String> ordered =
                (after == null ? select : select.and(PART.NAME.gt(after))).orderBy(PART.TBL_ID, PART.NAME);
        return limit < 0 ? ordered.fetch() : ordered.limit(limit).fetch();
    }

    private static List<? extends Record> satisfying(Query query, List<? extends Record> rows) {
        return query.isExact()
                ? rows
                : rows.stream()
                        .filter(row -> query.residual().test(PartitionKeys.read(query.table(), row)))
                        .toList();
    }

    private static <T> Segment<T> segment(List<? extends Record> rows, int limit, List<T> elements) {
        boolean isLast = limit < 0 || rows.size() < limit;
        return new Segment<>(elements, isLast ? null : rows.get(rows.size() - 1).get(PART.NAME));
    }

    private SelectConditionStep<? extends Record> select(TableHead table, Condition condition) {
        return sql.select(PART.NAME)
                .select(PartitionKeys.readColumns(table))
                .select(PART_BODY.fields())
                .from(PART)
                .join(PART_BODY)
                .on(PART_BODY.PART_ID.eq(PART.ID))
                .where(condition);
    }

    private List<Stored<Partition>> partitions(TableHead table, List<? extends Record> rows) {
        Map<Long, Layout> layoutById = layouts.get(
                sql, rows.stream().map(row -> row.get(PART_BODY.LAYOUT_ID)).collect(Collectors.toSet()));
        return rows.stream().map(row -> partition(table, row, layoutById)).toList();
    }

    private static Stored<Partition> partition(TableHead table, Record row, Map<Long, Layout> layoutById) {
        Layout layout = layoutById.get(row.get(PART_BODY.LAYOUT_ID));
        if (layout == null) {
            throw new IllegalStateException("Partition " + row.get(PART.NAME) + " of table " + table.name()
                    + " refers to a layout that does not exist");
        }
        return new Stored<>(
                row.get(PART_BODY.PART_ID),
                row.get(PART_BODY.VERSION),
                new Partition(
                        PartitionKeys.read(table, row),
                        Columns.instant(row.get(PART_BODY.CREATED_AT)),
                        Columns.instant(row.get(PART_BODY.ACCESSED_AT)),
                        row.get(PART_BODY.LOCATION),
                        layout,
                        StoredJson.read(row.get(PART_BODY.PARAMS), StoredJson.PARAMETERS),
                        StoredJson.readExtras(row.get(PART_BODY.EXTRA))));
    }
}
