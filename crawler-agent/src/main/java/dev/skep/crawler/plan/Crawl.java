package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.grouping.Scope;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;

/** One run over one place: find, plan, and unless it is a dry run, write. */
public final class Crawl {

    private final Finder finder;
    private final Catalog catalog;
    private final InstantSource clock;

    public Crawl(Finder finder, Catalog catalog, InstantSource clock) {
        this.finder = finder;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Told how far the run is. */
    public interface Progress extends Finder.Progress, Registrar.Progress {
        void planned(CrawlPlan plan);
    }

    /**
     * Runs.
     *
     * @param dryRun true to plan only
     * @return the plan, as it was carried out unless it is a dry run
     * @throws IOException if the place cannot be looked at
     * @throws CatalogException if the server cannot be reached
     */
    public CrawlPlan run(Registration into, boolean dryRun, Progress progress) throws IOException, CatalogException {
        CrawlPlan plan = plan(into, progress);
        return dryRun ? plan : apply(plan, catalog, clock, progress);
    }

    /**
     * Finds and plans, and writes nothing.
     *
     * @throws IOException if the place cannot be looked at
     * @throws CatalogException if the server cannot be reached
     */
    public CrawlPlan plan(Registration into, Progress progress) throws IOException, CatalogException {
        Scope scope = switch (into.policy().recrawl()) {
            case EVERYTHING -> Scope.WHOLE;
            case NEW_FOLDERS -> Scope.NEW_FOLDERS;
        };
        return plan(into, KnownTables.of(catalog, into), scope, progress);
    }

    /**
     * As above, but looks only where files have changed; and at the whole of a table where that is not enough to tell what to
     * make of them.
     *
     * @throws IOException if the place cannot be looked at
     * @throws CatalogException if the server cannot be reached
     */
    public CrawlPlan plan(Registration into, ChangedFiles changed, Progress progress)
            throws IOException, CatalogException {
        KnownTables known = KnownTables.of(catalog, into);
        return plan(into, known, changed.scope(known, finder.location()), progress);
    }

    private CrawlPlan plan(Registration into, KnownTables known, Scope first, Progress progress)
            throws IOException, CatalogException {
        Planner planner = new Planner(finder.location(), into, clock);
        Scope scope = first;
        while (true) {
            Found found = finder.within(scope)
                    .find(KnownMarks.of(known, finder.location(), into.policy().delete(), scope), progress);
            Set<String> unsettled = planner.unsettled(found, known);
            if (unsettled.isEmpty() || scope.isWhole()) {
                CrawlPlan plan = planner.plan(found, known);
                progress.planned(plan);
                return plan;
            }
            scope = scope.with(unsettled);
        }
    }

    /**
     * Writes what a plan says.
     *
     * @return the plan as it was carried out
     * @throws CatalogException if the server cannot be reached
     */
    public static CrawlPlan apply(CrawlPlan plan, Catalog catalog, InstantSource clock, Progress progress)
            throws CatalogException {
        Planner planner = new Planner(plan.source(), plan.into(), clock);
        return new Registrar(catalog, planner, clock).apply(plan, progress);
    }
}
