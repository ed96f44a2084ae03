package dev.skep.server.store.crawl;

import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.Reference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Crawlers. Their runs and references go with them. Times are in epoch milliseconds. */
public interface CrawlerStore extends VersionedStore<Crawler> {
    Optional<Stored<Crawler>> lock(long id);

    /** Replaces what the crawler names. */
    void refer(Stored<Crawler> crawler, Set<Reference> references);

    /** The crawlers that name it, in the order of their names. */
    List<String> referringTo(Reference reference);

    /** Says when its next run is due. No change of the crawler, which keeps its version. */
    void schedule(long id, @Nullable Long dueAt);

    /** When the next runs are due, by the id of the crawler; those without any are left out. */
    Map<Long, Long> dueTimes(Collection<Long> ids);

    /** Those that name anything of a kind, in the order of their names. */
    List<Stored<Crawler>> naming(Reference.Kind kind);

    /** What the crawler was when all of its targets were last listed. */
    Optional<String> listed(long id);

    /** Says that all of its targets were listed. No change of the crawler, which keeps its version. */
    void listed(long id, String definition);

    /** Locks the crawler that has been due longest and that nobody else has locked. */
    Optional<Due> lockDue(long now);

    /** A crawler whose time has come. */
    record Due(Stored<Crawler> crawler, long dueAt) {}
}
