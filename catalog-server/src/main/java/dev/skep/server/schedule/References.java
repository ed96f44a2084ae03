package dev.skep.server.schedule;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Stored;
import dev.skep.server.model.crawl.CrawlTarget;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.model.crawl.Reference;
import dev.skep.server.model.crawl.Reference.Kind;
import dev.skep.server.store.Tx;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What crawlers name has to be there, and stays as long as they name it. */
final class References {
    private References() {}

    static Set<Reference> of(Crawler crawler) {
        Set<Reference> references =
                new TreeSet<>(Comparator.comparing(Reference::kind).thenComparing(Reference::name));
        crawler.after().forEach(name -> references.add(new Reference(Kind.CRAWLER, name)));
        crawler.classifiers().forEach(name -> references.add(new Reference(Kind.CLASSIFIER, name)));
        connections(crawler).forEach(name -> references.add(new Reference(Kind.CONNECTION, name)));
        if (crawler.events() != null) {
            references.add(new Reference(Kind.QUEUE, crawler.events().queue()));
        }
        return references;
    }

    /** The connections that it names, for its targets and its queue. */
    static Set<String> connections(Crawler crawler) {
        Set<String> names = new TreeSet<>();
        crawler.targets().stream()
                .map(CrawlTarget::connection)
                .filter(Objects::nonNull)
                .forEach(names::add);
        if (crawler.events() != null && crawler.events().connection() != null) {
            names.add(crawler.events().connection());
        }
        return names;
    }

    /**
     * Holds what the crawler names until the end of the transaction.
     *
     * @throws CatalogException {@code INVALID} if there is no such thing, or if crawlers would wait for each other
     */
    static void require(Tx tx, Crawler crawler) {
        for (Reference reference : of(crawler)) {
            if (reference.kind() == Kind.CRAWLER && reference.name().equals(crawler.name())) {
                throw CatalogException.invalid("Crawler " + crawler.name() + " cannot run after itself");
            }
            if (reference.kind() == Kind.QUEUE) {
                requireOwn(tx, crawler, reference);
            } else if (lock(tx, reference).isEmpty()) {
                throw CatalogException.invalid("Crawler " + crawler.name() + " names the " + word(reference.kind())
                        + " " + reference.name() + ", which there is not; create it first");
            }
        }
        requireNoCircle(tx, crawler);
    }

    private static void requireOwn(Tx tx, Crawler crawler, Reference queue) {
        for (String other : tx.crawls().crawlers().referringTo(queue)) {
            if (!other.equals(crawler.name())) {
                throw CatalogException.invalid("Crawler " + crawler.name() + " names the queue " + queue.name()
                        + ", as crawler " + other
                        + " does, and each would take messages from the other; give it a queue"
                        + " of its own, or crawl the targets of both by one");
            }
        }
    }

    /** @throws CatalogException {@code IN_USE} if a crawler names it */
    static void requireUnused(Tx tx, Reference reference) {
        List<String> users = tx.crawls().crawlers().referringTo(reference);
        if (!users.isEmpty()) {
            throw new CatalogException(
                    ErrorKind.IN_USE,
                    "The " + word(reference.kind()) + " " + reference.name() + " is named by the crawlers " + users
                            + "; change or delete them first");
        }
    }

    private static Optional<? extends Stored<?>> lock(Tx tx, Reference reference) {
        return switch (reference.kind()) {
            case CRAWLER -> tx.crawls().crawlers().lock(reference.name());
            case CONNECTION -> tx.crawls().connections().lock(reference.name());
            case CLASSIFIER -> tx.crawls().classifiers().lock(reference.name());
            case QUEUE -> Optional.empty();
        };
    }

    private static void requireNoCircle(Tx tx, Crawler crawler) {
        Set<String> seen = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>(crawler.after());
        while (!waiting.isEmpty()) {
            String name = waiting.pop();
            if (name.equals(crawler.name())) {
                throw CatalogException.invalid(
                        "Crawler " + name + " would run after itself, by way of those it comes after");
            }
            if (seen.add(name)) {
                tx.crawls()
                        .crawlers()
                        .find(name)
                        .ifPresent(found -> waiting.addAll(found.value().after()));
            }
        }
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case CRAWLER -> "crawler";
            case CONNECTION -> "connection";
            case CLASSIFIER -> "classifier";
            case QUEUE -> "queue";
        };
    }
}
