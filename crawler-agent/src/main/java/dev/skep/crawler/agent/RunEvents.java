package dev.skep.crawler.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.RunClient.Claim;
import dev.skep.crawler.catalog.RunClient.Connection;
import dev.skep.crawler.catalog.RunClient.Events;
import dev.skep.crawler.catalog.RunClient.Target;
import dev.skep.crawler.events.EventMessage;
import dev.skep.crawler.events.EventQueue;
import dev.skep.crawler.events.EventQueue.Timing;
import dev.skep.crawler.events.ObjectChange;
import dev.skep.crawler.plan.ChangedFiles;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.source.Problem;
import dev.skep.crawler.source.s3.S3Location;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The messages of a run: what they say has changed, and what becomes of them. All are taken before anything is listed, so what
 * they tell of is seen by the listing; they are deleted after the catalog has taken what was found. A message that cannot be
 * read, or of whose object there was a problem, stays in the queue, which hands it out again and in the end moves it away.
 */
final class RunEvents implements AutoCloseable {

    /** How long a message rests that could not be dealt with: where the queue counts how often, and where it does not. */
    private static final Duration REST_COUNTED = Duration.ofMinutes(5);

    private static final Duration REST = Duration.ofHours(1);

    private final Optional<EventQueue> queue;
    private final List<EventMessage> messages;
    private final boolean listAll;
    private int left;

    private RunEvents(Optional<EventQueue> queue, List<EventMessage> messages, boolean listAll) {
        this.queue = queue;
        this.messages = messages;
        this.listAll = listAll;
    }

    /**
     * Takes the messages that wait in the queue of a crawler, if it has one.
     *
     * @throws IllegalArgumentException if the crawler does not allow it
     * @throws IOException if the queue cannot be used
     */
    static RunEvents receive(Claim claim, Clearance clearance, Timing timing, LiveProgress progress)
            throws IOException {
        Events events = claim.crawler().events();
        if (events == null) {
            return new RunEvents(Optional.empty(), List.of(), true);
        }
        if (claim.crawler().options().containsKey(RunOptions.RECRAWL)) {
            throw new IllegalArgumentException("The option " + RunOptions.RECRAWL
                    + " does not go with a queue, which says itself what is looked into");
        }
        for (Target target : claim.crawler().targets()) {
            if (!S3Location.isOne(target.location())) {
                throw new IllegalArgumentException("Target " + target.location()
                        + " is no place in a store, such as s3://bucket/prefix, and only stores tell what has changed");
            }
        }
        EventQueue queue =
                new EventQueue(QueueConnection.of(events.queue(), connection(claim, events), clearance), timing);
        try {
            // An attempt before this one may have died with messages in its hands.
            boolean patient = claim.run().attempt() > 1;
            return new RunEvents(Optional.of(queue), queue.receive(patient, progress::received), claim.listAll());
        } catch (IOException | RuntimeException e) {
            queue.close();
            throw e;
        }
    }

    private static Optional<Connection> connection(Claim claim, Events events) {
        if (events.connection() == null) {
            return Optional.empty();
        }
        return Optional.of(claim.connections().stream()
                .filter(each -> each.name().equals(events.connection()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no connection " + events.connection())));
    }

    /** What has changed below a target; empty if all of it is to be listed. */
    Optional<ChangedFiles> below(Target target, boolean declared) {
        if (listAll) {
            return Optional.empty();
        }
        S3Location root = S3Location.parse(target.location());
        Set<String> written = new HashSet<>();
        Set<String> removed = new HashSet<>();
        for (EventMessage message : messages) {
            for (ObjectChange change : message.changes()) {
                relative(root, change).ifPresent((change.removed() ? removed : written)::add);
            }
        }
        return Optional.of(new ChangedFiles(written, removed, declared));
    }

    private static Optional<String> relative(S3Location root, ObjectChange change) {
        if (!change.bucket().equals(root.bucket())) {
            return Optional.empty();
        }
        if (root.key().isEmpty()) {
            return Optional.of(change.key());
        }
        if (change.key().equals(root.key())) {
            return Optional.of("");
        }
        return change.key().startsWith(root.key() + "/")
                ? Optional.of(change.key().substring(root.key().length() + 1))
                : Optional.empty();
    }

    /**
     * Deletes the messages that were dealt with, and leaves the others to the queue.
     *
     * @param plans as they were carried out
     * @return what there is to tell about messages
     */
    List<Problem> settle(List<CrawlPlan> plans) {
        if (queue.isEmpty()) {
            return List.of();
        }
        List<EventMessage> done = new ArrayList<>();
        List<EventMessage> open = new ArrayList<>();
        for (EventMessage message : messages) {
            boolean troubled = message.fault().isPresent()
                    || message.changes().stream().anyMatch(change -> isTroubled(change, plans));
            (troubled ? open : done).add(message);
        }
        List<Problem> problems = new ArrayList<>();
        queue.get()
                .delete(done)
                .ifPresent(why -> problems.add(new Problem(
                        "queue", "messages that were dealt with could not be deleted, and will come again: " + why)));
        if (!open.isEmpty()) {
            Optional<Integer> most = queue.get().redrive();
            queue.get().postpone(open, most.isPresent() ? REST_COUNTED : REST);
            open.forEach(message -> message.fault()
                    .ifPresent(fault ->
                            problems.add(new Problem("message " + message.id(), fault + "; " + fate(message, most)))));
        }
        left = open.size();
        return problems;
    }

    private static String fate(EventMessage message, Optional<Integer> most) {
        String times = message.receipts() == 1 ? "once" : message.receipts() + " times";
        return most.map(limit -> "it stays in the queue, which has handed it out " + times
                        + " and moves it to its dead-letter queue after " + limit)
                .orElse("it stays in the queue, which has handed it out " + times
                        + " and will do so every hour until it expires; give the queue a dead-letter queue");
    }

    /** True if there was a problem with the object, or with a folder or table that it is in. */
    private static boolean isTroubled(ObjectChange change, List<CrawlPlan> plans) {
        for (CrawlPlan plan : plans) {
            Optional<String> path = relative(S3Location.parse(plan.source()), change);
            if (path.isPresent() && plan.problems().stream().anyMatch(problem -> holds(problem.path(), path.get()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(String folder, String path) {
        return folder.isEmpty() || path.equals(folder) || path.startsWith(folder + "/");
    }

    long received() {
        return messages.size();
    }

    /** How many messages were left to the queue. */
    long left() {
        return left;
    }

    /** Puts what there is to know of the messages into the document of a plan. */
    void describe(ObjectNode document, List<Target> targets) {
        if (queue.isEmpty()) {
            return;
        }
        List<S3Location> roots = targets.stream()
                .map(target -> S3Location.parse(target.location()))
                .toList();
        long changes =
                messages.stream().mapToLong(each -> each.changes().size()).sum();
        long elsewhere = messages.stream()
                .flatMap(each -> each.changes().stream())
                .filter(change ->
                        roots.stream().allMatch(root -> relative(root, change).isEmpty()))
                .count();
        document.putObject("messages")
                .put("received", messages.size())
                .put(
                        "unreadable",
                        messages.stream()
                                .filter(each -> each.fault().isPresent())
                                .count())
                .put("changes", changes)
                .put("elsewhere", elsewhere)
                .put("everythingListed", listAll);
    }

    /** Gives back what was not settled. */
    @Override
    public void close() {
        queue.ifPresent(EventQueue::close);
    }
}
