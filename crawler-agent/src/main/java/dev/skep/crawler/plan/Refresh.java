package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.Catalog;
import dev.skep.crawler.catalog.CatalogColumn;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Grouping;
import dev.skep.crawler.grouping.PathTemplate;
import dev.skep.crawler.plan.Crawl.Progress;
import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings tables of the catalog up to date with their files: each is crawled at its location, by the partition keys that it has.
 * None is created or dropped, and what stands in the way of one is a problem of its own.
 */
public final class Refresh {

    private final CatalogLocation tables;
    private final Grouping grouping;
    private final Catalog catalog;
    private final InstantSource clock;

    /**
     * @param grouping which files count, and of which tables; which folders are tables is not for it to say
     * @throws IllegalArgumentException if it says so; the message is for the user
     */
    public Refresh(CatalogLocation tables, Grouping grouping, Catalog catalog, InstantSource clock) {
        if (grouping.declared().isPresent()) {
            throw new IllegalArgumentException("Which folders are tables is declared, but " + tables
                    + " are tables of the catalog, which knows that");
        }
        this.tables = tables;
        this.grouping = grouping;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** What is done with the files of a table. */
    public interface Planning {
        CrawlPlan of(Finder finder) throws IOException, CatalogException;
    }

    /** Opens the files of tables. */
    public interface Opener {
        /** @throws IOException if there are no files at a location that can be looked at; the message is for the user */
        CrawlPlan open(String location, Grouping grouping, Planning planning) throws IOException, CatalogException;
    }

    /**
     * A plan for every table, to be carried out one by one, and before them one with the problems of those that have none.
     *
     * @throws IOException if there are more tables than are allowed
     * @throws CatalogException if the server cannot be reached or has no such database
     */
    public List<CrawlPlan> plan(Registration into, Opener opener, Progress progress)
            throws IOException, CatalogException {
        List<Problem> problems = new ArrayList<>();
        List<CrawlPlan> plans = new ArrayList<>();
        for (CatalogTable table : chosen(into.database(), problems)) {
            Optional<String> obstacle = obstacle(table);
            if (obstacle.isPresent()) {
                problems.add(new Problem(table.name(), obstacle.get()));
                continue;
            }
            try {
                plans.add(opener.open(
                        String.valueOf(table.location()),
                        grouping.declaring(keys(table)),
                        finder -> new Crawl(finder, catalog, clock).plan(into.refreshing(table.name()), progress)));
            } catch (IOException e) {
                problems.add(new Problem(table.name(), String.valueOf(e.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            plans.add(
                    0,
                    new CrawlPlan(
                            tables.toString(),
                            into,
                            false,
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of(),
                            problems,
                            false));
        }
        return plans;
    }

    private List<CatalogTable> chosen(String database, List<Problem> problems) throws IOException, CatalogException {
        List<CatalogTable> all = tables.prefix()
                ? catalog.tables(database)
                : catalog.table(database, tables.name()).stream().toList();
        List<CatalogTable> chosen = all.stream()
                .filter(table -> tables.takes(table.name()))
                .filter(table -> grouping.exclude().stream().noneMatch(glob -> glob.matches(table.name())))
                .toList();
        if (chosen.isEmpty()) {
            problems.add(new Problem(tables.name(), "there is no such table in the database " + database));
        }
        if (chosen.size() > grouping.mostTables()) {
            throw new IOException(tables + " are " + chosen.size() + " tables, more than the " + grouping.mostTables()
                    + " that are allowed, so nothing is written");
        }
        return chosen;
    }

    private static PathTemplate keys(CatalogTable table) {
        return PathTemplate.ofKeys(
                0, table.partitionKeys().stream().map(CatalogColumn::name).toList(), "the catalog says so");
    }

    private static Optional<String> obstacle(CatalogTable table) {
        TreeMap<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        parameters.putAll(table.parameters());
        if (table.kind().toLowerCase(Locale.ROOT).contains("view")) {
            return Optional.of("it is a view, which has no files of its own");
        }
        if (table.location() == null || table.location().isBlank()) {
            return Optional.of("it has no location");
        }
        if (Boolean.parseBoolean(parameters.get("transactional"))) {
            return Optional.of("it is written in transactions of Hive, which alone know which of its files count");
        }
        return Optional.empty();
    }
}
