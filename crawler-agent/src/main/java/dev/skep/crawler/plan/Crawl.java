package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Finder.Found;
import java.io.IOException;

/** One run over one place: find, plan, and unless it is a dry run, write. */
public final class Crawl {

    private final Finder finder;
    private final Catalog catalog;

    public Crawl(Finder finder, Catalog catalog) {
        this.finder = finder;
        this.catalog = catalog;
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
    public CrawlPlan run(String database, String prefix, boolean dryRun, Progress progress)
            throws IOException, CatalogException {
        CrawlPlan plan = plan(database, prefix, progress);
        return dryRun ? plan : apply(plan, prefix, catalog, progress);
    }

    /**
     * Finds and plans, and writes nothing.
     *
     * @throws IOException if the place cannot be looked at
     * @throws CatalogException if the server cannot be reached
     */
    public CrawlPlan plan(String database, String prefix, Progress progress) throws IOException, CatalogException {
        KnownTables known = KnownTables.of(catalog, database);
        Found found = finder.find(KnownMarks.of(known, finder.location()), progress);
        CrawlPlan plan = new Planner(finder.location(), database, prefix).plan(found, known);
        progress.planned(plan);
        return plan;
    }

    /**
     * Writes what a plan says.
     *
     * @param prefix by which it was made
     * @return the plan as it was carried out
     * @throws CatalogException if the server cannot be reached
     */
    public static CrawlPlan apply(CrawlPlan plan, String prefix, Catalog catalog, Progress progress)
            throws CatalogException {
        Planner planner = new Planner(plan.source(), plan.database(), prefix);
        return new Registrar(catalog, planner).apply(plan, progress);
    }
}
