package dev.skep.crawler.plan;

import java.util.Optional;

/**
 * Where a crawl registers what it finds, and how.
 *
 * @param prefix put before the names of new tables; may be empty
 * @param policy what may happen to tables that are there already
 * @param refreshed the one table that is brought up to date, while none is created or dropped; empty for a crawl that may
 */
public record Registration(String database, String prefix, ChangePolicy policy, Optional<String> refreshed) {
    /** Of whatever is found. */
    public Registration(String database, String prefix, ChangePolicy policy) {
        this(database, prefix, policy, Optional.empty());
    }

    /** With the policy that loses nothing. */
    public Registration(String database, String prefix) {
        this(database, prefix, ChangePolicy.DEFAULT);
    }

    /** The same, of one table that is there. */
    Registration refreshing(String table) {
        return new Registration(database, prefix, policy, Optional.of(table));
    }

    /** A path below the place as people are told it: where every table is a place of its own, with the table's name. */
    String told(String path) {
        return refreshed
                .map(table -> path.isEmpty() ? table : table + "/" + path)
                .orElse(path);
    }
}
