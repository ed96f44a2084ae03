package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogClient;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.grouping.TableFinder;
import dev.skep.crawler.grouping.TableFinder.Found;
import dev.skep.crawler.source.Source;
import java.io.IOException;

/** One run over one source: find, plan, and unless it is a dry run, write. */
public final class Crawl {

    private final Source source;
    private final TableFinder finder;
    private final CatalogClient catalog;

    public Crawl(Source source, TableFinder finder, CatalogClient catalog) {
        this.source = source;
        this.finder = finder;
        this.catalog = catalog;
    }

    /** Told how far the run is. */
    public interface Progress extends TableFinder.Progress, Registrar.Progress {
        void planned(CrawlPlan plan);
    }

    /**
     * Runs.
     *
     * @param dryRun true to plan only
     * @return the plan, as it was carried out unless it is a dry run
     * @throws IOException if the source cannot be listed
     * @throws CatalogException if the server cannot be reached
     */
    public CrawlPlan run(String database, String prefix, boolean dryRun, Progress progress)
            throws IOException, CatalogException {
        KnownTables known = KnownTables.of(catalog, database);
        Found found = finder.find(progress);
        Planner planner = new Planner(source.location(), database, prefix);
        CrawlPlan plan = planner.plan(found, known);
        progress.planned(plan);
        return dryRun ? plan : new Registrar(catalog, planner).apply(plan, progress);
    }
}
