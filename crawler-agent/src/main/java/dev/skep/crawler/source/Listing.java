package dev.skep.crawler.source;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a source holds.
 *
 * @param files ordered by path; hidden and marker files are left out, empty ones are not: their folder may be a partition
 * @param managed folder to the table format that rules it, such as {@code Delta}: its files are only parts of the truth
 * @param problems what could not be looked at
 */
public record Listing(List<SourceFile> files, SortedMap<String, String> managed, List<Problem> problems) {

    public Listing {
        files = List.copyOf(files);
        managed = Collections.unmodifiableSortedMap(new TreeMap<>(managed));
        problems = List.copyOf(problems);
    }
}
