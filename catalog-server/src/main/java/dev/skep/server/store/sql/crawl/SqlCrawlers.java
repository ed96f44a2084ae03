package dev.skep.server.store.sql.crawl;

import static dev.skep.sql.Tables.CRAWLER;
import static dev.skep.sql.Tables.CRAWLER_REFERENCE;

import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.store.crawl.CrawlerStore;
import dev.skep.server.store.sql.Ids;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Crawlers. */
final class SqlCrawlers extends SqlVersioned<Crawler> implements CrawlerStore {
    SqlCrawlers(DSLContext sql, Ids ids) {
        super(
                sql,
                ids,
                new Shape<>(
                        CRAWLER,
                        CRAWLER.ID,
                        CRAWLER.NAME,
                        CRAWLER.VERSION,
                        CRAWLER.BODY,
                        Crawler.class,
                        Crawler::name,
                        "Crawler"));
    }

    @Override
    public Optional<Stored<Crawler>> lock(long id) {
        return select(CRAWLER.ID.eq(id)).forUpdate().fetchOptional(shape()::read);
    }

    @Override
    public void refer(Stored<Crawler> crawler, Set<Reference> references) {
        sql.deleteFrom(CRAWLER_REFERENCE)
                .where(CRAWLER_REFERENCE.CRAWLER_ID.eq(crawler.id()))
                .execute();
        if (references.isEmpty()) {
            return;
        }
        var insert = sql.insertInto(
                CRAWLER_REFERENCE, CRAWLER_REFERENCE.KIND, CRAWLER_REFERENCE.NAME, CRAWLER_REFERENCE.CRAWLER_ID);
        for (Reference reference : references) {
            insert = insert.values(reference.kind().name(), reference.name(), crawler.id());
        }
        insert.execute();
    }

    @Override
    public List<String> referringTo(Reference reference) {
        return sql.select(CRAWLER.NAME)
                .from(CRAWLER)
                .join(CRAWLER_REFERENCE)
                .on(CRAWLER_REFERENCE.CRAWLER_ID.eq(CRAWLER.ID))
                .where(CRAWLER_REFERENCE.KIND.eq(reference.kind().name()))
                .and(CRAWLER_REFERENCE.NAME.eq(reference.name()))
                .orderBy(CRAWLER.NAME)
                .fetch(CRAWLER.NAME);
    }

    @Override
    public List<Stored<Crawler>> naming(Reference.Kind kind) {
        return select(CRAWLER.ID.in(DSL.select(CRAWLER_REFERENCE.CRAWLER_ID)
                        .from(CRAWLER_REFERENCE)
                        .where(CRAWLER_REFERENCE.KIND.eq(kind.name()))))
                .orderBy(CRAWLER.NAME)
                .fetch(shape()::read);
    }

    @Override
    public Optional<String> listed(long id) {
        return sql.select(CRAWLER.LISTED)
                .from(CRAWLER)
                .where(CRAWLER.ID.eq(id))
                .and(CRAWLER.LISTED.isNotNull())
                .fetchOptional(CRAWLER.LISTED);
    }

    @Override
    public void listed(long id, String definition) {
        sql.update(CRAWLER)
                .set(CRAWLER.LISTED, definition)
                .where(CRAWLER.ID.eq(id))
                .execute();
    }

    @Override
    public void schedule(long id, @Nullable Long dueAt) {
        sql.update(CRAWLER).set(CRAWLER.DUE_AT, dueAt).where(CRAWLER.ID.eq(id)).execute();
    }

    @Override
    public Map<Long, Long> dueTimes(Collection<Long> ids) {
        return ids.isEmpty()
                ? Map.of()
                : sql.select(CRAWLER.ID, CRAWLER.DUE_AT)
                        .from(CRAWLER)
                        .where(CRAWLER.ID.in(ids))
                        .and(CRAWLER.DUE_AT.isNotNull())
                        .fetchMap(CRAWLER.ID, CRAWLER.DUE_AT);
    }

    @Override
    public Optional<Due> lockDue(long now) {
        return new Unlocked(sql, CRAWLER, CRAWLER.ID)
                .first(CRAWLER.DUE_AT.le(now), DSL.noCondition(), CRAWLER.DUE_AT)
                .map(row -> new Due(shape().read(row), row.get(CRAWLER.DUE_AT)));
    }
}
