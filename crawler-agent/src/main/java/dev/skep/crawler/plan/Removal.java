package dev.skep.crawler.plan;

import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.plan.ChangePolicy.DeleteBehavior;

/**
 * A table that a crawl made and that has no files any more.
 *
 * @param table as the catalog has it
 * @param path where its files were, relative to the root of the source
 * @param fate what becomes of it
 */
public record Removal(CatalogTable table, String path, DeleteBehavior fate) {
    /** True if the catalog is written to. */
    public boolean writes() {
        return fate != DeleteBehavior.LOG;
    }

    /** What becomes of it, as a plan says it. */
    public String intention() {
        return switch (fate) {
            case DELETE -> "drop";
            case DEPRECATE -> "deprecate";
            case LOG -> "stays without files";
        };
    }

    /** What became of it, as a report says it afterwards. */
    public String outcome() {
        return switch (fate) {
            case DELETE -> "dropped";
            case DEPRECATE -> "deprecated";
            case LOG -> "stays without files";
        };
    }
}
