package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogPartition;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;
import java.util.List;

/**
 * A table that a crawl made and that has no files any more, or some of its partitions, where the rest was not looked at.
 *
 * @param table as the catalog has it
 * @param partitions that have no files; empty if the whole table has none
 * @param path where its files were, relative to the root of the source
 * @param fate what becomes of it
 */
public record Removal(CatalogTable table, List<CatalogPartition> partitions, String path, DeleteBehavior fate) {
    public Removal {
        partitions = List.copyOf(partitions);
    }

    /** True if the table itself is gone. */
    public boolean isOfTable() {
        return partitions.isEmpty();
    }

    /** True if the catalog is written to. */
    public boolean writes() {
        return fate != DeleteBehavior.LOG;
    }

    /** What becomes of it, as a plan says it. */
    public String intention() {
        return told(
                switch (fate) {
                    case DELETE -> "drop";
                    case DEPRECATE -> "deprecate";
                    case LOG -> "stays without files";
                });
    }

    /** What became of it, as a report says it afterwards. */
    public String outcome() {
        return told(
                switch (fate) {
                    case DELETE -> "dropped";
                    case DEPRECATE -> "deprecated";
                    case LOG -> "stays without files";
                });
    }

    private String told(String what) {
        return isOfTable() ? what : "partitions without files: " + what;
    }
}
