package dev.skep.server.store.sql.crawl;

import static dev.skep.sql.Tables.CRAWL_PLAN;
import static dev.skep.sql.Tables.CRAWL_RUN;

import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.RunFilter;
import dev.skep.server.model.crawl.RunPosition;
import dev.skep.server.store.crawl.CrawlRunStore;
import dev.skep.server.store.sql.Conflicts;
import dev.skep.server.store.sql.Ids;
import dev.skep.server.store.sql.SqlFailureException;
import dev.skep.server.store.sql.StoredJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Runs of crawlers. */
final class SqlCrawlRuns implements CrawlRunStore {
    private final DSLContext sql;
    private final Ids ids;

    SqlCrawlRuns(DSLContext sql, Ids ids) {
        this.sql = sql;
        this.ids = ids;
    }

    @Override
    public long newId() {
        return ids.take();
    }

    @Override
    public void insert(CrawlRun run) {
        try {
            sql.insertInto(CRAWL_RUN)
                    .set(CRAWL_RUN.ID, run.id())
                    .set(CRAWL_RUN.CRAWLER_ID, run.order().crawlerId())
                    .set(CRAWL_RUN.POOL, run.order().pool())
                    .set(CRAWL_RUN.QUEUED_AT, run.order().queuedAt())
                    .set(changing(run))
                    .execute();
        } catch (SqlFailureException e) {
            throw refusal(e, run);
        }
    }

    @Override
    public Optional<CrawlRun> find(long id) {
        return select(CRAWL_RUN.ID.eq(id)).fetchOptional(SqlCrawlRuns::run);
    }

    @Override
    public Optional<CrawlRun> lock(long id) {
        return select(CRAWL_RUN.ID.eq(id)).forUpdate().fetchOptional(SqlCrawlRuns::run);
    }

    @Override
    public void update(CrawlRun run) {
        int updated;
        try {
            updated = sql.update(CRAWL_RUN)
                    .set(changing(run))
                    .where(CRAWL_RUN.ID.eq(run.id()))
                    .execute();
        } catch (SqlFailureException e) {
            throw refusal(e, run);
        }
        if (updated == 0) {
            throw Conflicts.changed("Run", run.id());
        }
    }

    @Override
    public Optional<CrawlRun> lockReady(String pool, long now) {
        var busy = CRAWL_RUN.as("busy");
        return unlocked()
                .first(
                        CRAWL_RUN.POOL.eq(pool).and(CRAWL_RUN.READY_AT.le(now)),
                        DSL.notExists(DSL.selectOne().from(busy).where(busy.BUSY_CRAWLER_ID.eq(CRAWL_RUN.CRAWLER_ID))),
                        CRAWL_RUN.READY_AT)
                .map(SqlCrawlRuns::run);
    }

    @Override
    public Optional<CrawlRun> lockExpired(long now) {
        return unlocked()
                .first(CRAWL_RUN.LEASE_UNTIL.lt(now), DSL.noCondition(), CRAWL_RUN.LEASE_UNTIL)
                .map(SqlCrawlRuns::run);
    }

    @Override
    public List<CrawlRun> unfinished(Collection<Long> crawlerIds) {
        return crawlerIds.isEmpty()
                ? List.of()
                : select(CRAWL_RUN.CRAWLER_ID.in(crawlerIds).and(CRAWL_RUN.ENDED_AT.isNull()))
                        .orderBy(CRAWL_RUN.QUEUED_AT, CRAWL_RUN.ID)
                        .fetch(SqlCrawlRuns::run);
    }

    @Override
    public List<CrawlRun> lastEnded(Collection<Long> crawlerIds) {
        if (crawlerIds.isEmpty()) {
            return List.of();
        }
        var later = CRAWL_RUN.as("later");
        return select(CRAWL_RUN
                        .CRAWLER_ID
                        .in(crawlerIds)
                        .and(CRAWL_RUN.ENDED_AT.isNotNull())
                        .and(DSL.notExists(DSL.selectOne()
                                .from(later)
                                .where(later.CRAWLER_ID.eq(CRAWL_RUN.CRAWLER_ID))
                                .and(later.ENDED_AT
                                        .gt(CRAWL_RUN.ENDED_AT)
                                        .or(later.ENDED_AT
                                                .eq(CRAWL_RUN.ENDED_AT)
                                                .and(later.ID.gt(CRAWL_RUN.ID)))))))
                .fetch(SqlCrawlRuns::run);
    }

    @Override
    public List<CrawlRun> page(RunFilter filter, @Nullable RunPosition after, int size) {
        Condition condition = DSL.noCondition();
        if (filter.crawlerId() != null) {
            condition = condition.and(CRAWL_RUN.CRAWLER_ID.eq(filter.crawlerId()));
        }
        if (filter.state() != null) {
            condition = condition.and(CRAWL_RUN.STATE.eq(filter.state().name()));
        }
        if (after != null) {
            condition = condition.and(CRAWL_RUN
                    .QUEUED_AT
                    .lt(after.queuedAt())
                    .or(CRAWL_RUN.QUEUED_AT.eq(after.queuedAt()).and(CRAWL_RUN.ID.lt(after.id()))));
        }
        return select(condition)
                .orderBy(CRAWL_RUN.QUEUED_AT.desc(), CRAWL_RUN.ID.desc())
                .limit(size)
                .fetch(SqlCrawlRuns::run);
    }

    @Override
    public void deleteEnded(long before) {
        sql.deleteFrom(CRAWL_RUN).where(CRAWL_RUN.ENDED_AT.lt(before)).execute();
    }

    @Override
    public Optional<String> plan(long runId) {
        return sql.select(CRAWL_PLAN.BODY)
                .from(CRAWL_PLAN)
                .where(CRAWL_PLAN.RUN_ID.eq(runId))
                .fetchOptional(CRAWL_PLAN.BODY);
    }

    @Override
    public void putPlan(long runId, String plan) {
        int updated = sql.update(CRAWL_PLAN)
                .set(CRAWL_PLAN.BODY, plan)
                .where(CRAWL_PLAN.RUN_ID.eq(runId))
                .execute();
        if (updated == 0) {
            sql.insertInto(CRAWL_PLAN)
                    .set(CRAWL_PLAN.RUN_ID, runId)
                    .set(CRAWL_PLAN.BODY, plan)
                    .execute();
        }
    }

    private Unlocked unlocked() {
        return new Unlocked(sql, CRAWL_RUN, CRAWL_RUN.ID);
    }

    private SelectConditionStep<Record> select(Condition condition) {
        return sql.select(CRAWL_RUN.fields()).from(CRAWL_RUN).where(condition);
    }

    private static CrawlRun run(Record row) {
        return StoredJson.read(row.get(CRAWL_RUN.BODY), CrawlRun.class);
    }

    private static Map<Field<?>, @Nullable Object> changing(CrawlRun run) {
        Map<Field<?>, @Nullable Object> columns = new HashMap<>();
        columns.put(CRAWL_RUN.STATE, run.state().name());
        columns.put(CRAWL_RUN.READY_AT, run.readyAt());
        columns.put(CRAWL_RUN.LEASE_UNTIL, run.leaseUntil());
        columns.put(CRAWL_RUN.ENDED_AT, run.endedAt());
        columns.put(
                CRAWL_RUN.BUSY_CRAWLER_ID, run.state().isHeld() ? run.order().crawlerId() : null);
        columns.put(CRAWL_RUN.BODY, StoredJson.write(run));
        return columns;
    }

    private static RuntimeException refusal(SqlFailureException e, CrawlRun run) {
        return e.meaning(
                Conflicts.changed("Crawler", run.order().crawler()),
                Conflicts.changed("Crawler", run.order().crawler()));
    }
}
