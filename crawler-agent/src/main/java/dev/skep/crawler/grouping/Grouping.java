package dev.skep.crawler.grouping;

import dev.skep.crawler.source.Glob;
import dev.skep.inference.PartitionLayout.KeyTypes;
import java.util.List;
import java.util.Optional;

/**
 * What the user says about which files are tables.
 *
 * @param exclude files that do not count, by their paths relative to the root of the source
 * @param declared which folders are tables and partitions; empty to find out
 * @param keyTypes of partition keys
 * @param mostTables more than these, and the crawl fails
 */
public record Grouping(List<Glob> exclude, Optional<Declaration> declared, KeyTypes keyTypes, int mostTables) {

    public static final Grouping DEFAULT =
            new Grouping(List.of(), Optional.empty(), KeyTypes.STRING, Integer.MAX_VALUE);

    public Grouping {
        exclude = List.copyOf(exclude);
    }

    /** The same where it is known which folders are tables. */
    public Grouping declaring(Declaration known) {
        return new Grouping(exclude, Optional.of(known), keyTypes, mostTables);
    }

    /** True if a file counts. */
    boolean takes(String path) {
        return exclude.stream().noneMatch(glob -> glob.matches(path))
                && declared.map(tables -> tables.takes(path)).orElse(true);
    }
}
