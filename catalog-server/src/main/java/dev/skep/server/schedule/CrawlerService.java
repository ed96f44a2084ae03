package dev.skep.server.schedule;

import dev.skep.server.catalog.Rehearsal;
import dev.skep.server.catalog.WriteMode;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.CrawlSchedule;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.CrawlerStatus;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.model.crawl.Reference.Kind;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Page;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Crawlers: what is crawled, and when. */
public final class CrawlerService {
    private final CatalogStore store;
    private final Clock clock;

    public CrawlerService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public CrawlerView get(String name) {
        return store.read(tx -> {
            Stored<Crawler> crawler = tx.crawls().crawlers().find(name).orElseThrow(() -> noCrawler(name));
            return views(tx, List.of(crawler)).get(0);
        });
    }

    /** In the order of their names. */
    public List<CrawlerView> page(Page page) {
        return store.read(tx -> views(tx, tx.crawls().crawlers().page(page)));
    }

    /** @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS} */
    public CrawlerView create(Crawler draft, WriteMode mode) {
        CrawlerRules.check(draft);
        return Rehearsal.write(store, mode, tx -> {
            References.require(tx, draft);
            Stored<Crawler> created = tx.crawls()
                    .crawlers()
                    .insert(draft.withCreatedAt(clock.instant().toEpochMilli()));
            return stored(tx, created);
        });
    }

    /**
     * Replaces what a crawler is; its name stays. A run that has begun goes on as it began.
     *
     * @param change from what is stored to what should be; may run more than once
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_OTHER}, {@code CONFLICT}
     */
    public CrawlerView alter(String name, UnaryOperator<Crawler> change, Precondition precondition, WriteMode mode) {
        return Rehearsal.write(store, mode, tx -> {
            Stored<Crawler> current = lock(tx, name);
            precondition.require("Crawler", name, current);
            Crawler next =
                    change.apply(current.value()).withCreatedAt(current.value().createdAt());
            if (!next.name().equals(name)) {
                throw CatalogException.invalid("Crawler " + name + " cannot be renamed to " + next.name());
            }
            if (next.equals(current.value())) {
                return views(tx, List.of(current)).get(0);
            }
            CrawlerRules.check(next);
            References.require(tx, next);
            Stored<Crawler> altered = tx.crawls().crawlers().update(current, next);
            boolean same = Objects.equals(current.value().schedule(), next.schedule())
                    && CrawlerRules.definition(current.value()).equals(CrawlerRules.definition(next));
            return same ? referring(tx, altered) : stored(tx, altered);
        });
    }

    /**
     * Deletes a crawler and the history of its runs; what it has written stays.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}, {@code CONFLICT}; {@code IN_USE} while it has a run that has not ended
     *     or another crawler runs after it
     */
    public void delete(String name, Precondition precondition, WriteMode mode) {
        Rehearsal.write(store, mode, tx -> {
            Stored<Crawler> current = lock(tx, name);
            precondition.require("Crawler", name, current);
            References.requireUnused(tx, new Reference(Kind.CRAWLER, name));
            tx.crawls().runs().unfinished(List.of(current.id())).stream()
                    .findFirst()
                    .ifPresent(run -> {
                        throw RunQueue.busy(run, "cancel it first");
                    });
            tx.crawls().crawlers().delete(current);
            return current;
        });
    }

    private CrawlerView stored(Tx tx, Stored<Crawler> crawler) {
        CrawlSchedule schedule = crawler.value().schedule();
        boolean first = schedule != null
                && schedule.listens()
                && !tx.crawls()
                        .crawlers()
                        .listed(crawler.id())
                        .equals(Optional.of(CrawlerRules.definition(crawler.value())));
        tx.crawls()
                .crawlers()
                .schedule(
                        crawler.id(),
                        first
                                ? Long.valueOf(clock.instant().toEpochMilli())
                                : CrawlerRules.nextRun(crawler.value(), clock.instant()));
        return referring(tx, crawler);
    }

    private static CrawlerView referring(Tx tx, Stored<Crawler> crawler) {
        tx.crawls().crawlers().refer(crawler, References.of(crawler.value()));
        return views(tx, List.of(crawler)).get(0);
    }

    private static List<CrawlerView> views(Tx tx, List<Stored<Crawler>> crawlers) {
        List<Long> ids = crawlers.stream().map(Stored::id).toList();
        Map<Long, Long> due = tx.crawls().crawlers().dueTimes(ids);
        Map<Long, CrawlRun> current = byCrawler(tx.crawls().runs().unfinished(ids));
        Map<Long, CrawlRun> last = byCrawler(tx.crawls().runs().lastEnded(ids));
        List<CrawlerView> views = new ArrayList<>();
        for (Stored<Crawler> crawler : crawlers) {
            long id = crawler.id();
            views.add(new CrawlerView(
                    crawler,
                    new CrawlerStatus(
                            due.get(id), Optional.ofNullable(current.get(id)), Optional.ofNullable(last.get(id)))));
        }
        return views;
    }

    /** The first of each. */
    private static Map<Long, CrawlRun> byCrawler(List<CrawlRun> runs) {
        return runs.stream()
                .collect(Collectors.toMap(run -> run.order().crawlerId(), Function.identity(), (first, next) -> first));
    }

    static Stored<Crawler> lock(Tx tx, String name) {
        return tx.crawls().crawlers().lock(name).orElseThrow(() -> noCrawler(name));
    }

    static CatalogException noCrawler(String name) {
        return CatalogException.notFound("crawler", name);
    }
}
