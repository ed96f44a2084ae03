package dev.skep.crawler.plan;

/**
 * Where a crawl registers what it finds, and how.
 *
 * @param prefix put before the names of new tables; may be empty
 * @param policy what may happen to tables that are there already
 */
public record Registration(String database, String prefix, ChangePolicy policy) {
    /** With the policy that loses nothing. */
    public Registration(String database, String prefix) {
        this(database, prefix, ChangePolicy.DEFAULT);
    }
}
