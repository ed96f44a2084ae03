package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import dev.skep.crawler.source.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that a crawl will do; nothing else is written.
 *
 * @param source location of the crawled root
 * @param into by which it was made
 * @param createDatabase true if the database is not there yet
 * @param tables ordered by name
 * @param unchanged tables whose files were not looked into, since nothing about them changed; ordered by name
 * @param left tables whose files may have changed, which were not looked into since only new folders are; ordered by name
 * @param removals tables without files; ordered by name
 * @param problems ordered by path
 * @param listed true if all of the place was listed, without a gap
 */
public record CrawlPlan(
        String source,
        Registration into,
        boolean createDatabase,
        List<TablePlan> tables,
        List<CatalogTable> unchanged,
        List<CatalogTable> left,
        List<Removal> removals,
        List<Problem> problems,
        boolean listed) {

    public CrawlPlan {
        tables = List.copyOf(tables);
        unchanged = List.copyOf(unchanged);
        left = List.copyOf(left);
        removals = List.copyOf(removals);
        problems = List.copyOf(problems);
    }

    /** The plans of one place after another as one, to be told of; each of them is carried out for itself. */
    public static CrawlPlan joined(String source, Registration into, List<CrawlPlan> plans) {
        return new CrawlPlan(
                source,
                into,
                plans.stream().anyMatch(CrawlPlan::createDatabase),
                plans.stream().flatMap(plan -> plan.tables().stream()).toList(),
                plans.stream().flatMap(plan -> plan.unchanged().stream()).toList(),
                plans.stream().flatMap(plan -> plan.left().stream()).toList(),
                plans.stream().flatMap(plan -> plan.removals().stream()).toList(),
                plans.stream().flatMap(plan -> plan.problems().stream()).toList(),
                plans.stream().allMatch(CrawlPlan::listed));
    }

    public String database() {
        return into.database();
    }

    /** True if carrying it out writes nothing. */
    public boolean changesNothing() {
        return !createDatabase
                && tables.stream().noneMatch(table -> table.action().writes())
                && removals.stream().noneMatch(Removal::writes);
    }

    public long count(Action action) {
        return tables.stream().filter(table -> table.action() == action).count()
                + (action == Action.LEAVE_ALONE ? unchanged.size() + left.size() : 0);
    }

    public long droppedPartitions() {
        return written().mapToLong(table -> table.edits().dropped().size()).sum()
                + removals.stream()
                        .filter(removal -> removal.fate() == DeleteBehavior.DELETE)
                        .mapToLong(removal -> removal.partitions().size())
                        .sum();
    }

    public long newPartitions() {
        return written().mapToLong(table -> table.partitions().size()).sum();
    }

    private Stream<TablePlan> written() {
        return tables.stream().filter(table -> table.action().writes());
    }
}
