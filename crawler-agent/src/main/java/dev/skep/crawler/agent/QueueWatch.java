package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.RunClient;
import dev.skep.crawler.catalog.RunClient.Watched;
import dev.skep.crawler.events.EventQueue;
import dev.skep.crawler.events.EventQueue.Timing;
import dev.skep.crawler.events.QueueAccess;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether messages wait that start a run. Nothing is taken from a queue here; for the thread that does the runs. */
final class QueueWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final RunClient runs;
    private final Clearance clearance;
    private final Map<QueueAccess, EventQueue> open = new HashMap<>();

    QueueWatch(RunClient runs, Clearance clearance) {
        this.runs = runs;
        this.clearance = clearance;
    }

    /** Looks at the queues of a pool once; true if a run was started. */
    boolean look(String pool) throws CatalogException {
        boolean started = false;
        Set<QueueAccess> looked = new HashSet<>();
        for (Watched queue : runs.watched(pool)) {
            if (isWorthARun(queue, looked)) {
                started |= runs.arrived(queue);
            }
        }
        Set<QueueAccess> left = new HashSet<>(open.keySet());
        left.removeAll(looked);
        left.forEach(this::close);
        return started;
    }

    /** A queue that cannot be looked at is worth one run: it fails, and tells everybody why. */
    private boolean isWorthARun(Watched watched, Set<QueueAccess> looked) {
        try {
            QueueAccess access =
                    QueueConnection.of(watched.queue(), Optional.ofNullable(watched.connection()), clearance);
            looked.add(access);
            return open.computeIfAbsent(access, which -> new EventQueue(which, Timing.USUAL))
                            .waiting()
                    > 0;
        } catch (IOException | RuntimeException e) {
            boolean told =
                    watched.lastRun() != null && watched.lastRun().state().equals("FAILED");
            if (!told) {
                LOG.warn("Crawler {}: {}", watched.crawler(), e.getMessage());
            }
            return !told;
        }
    }

    private void close(QueueAccess access) {
        EventQueue queue = open.remove(access);
        if (queue != null) {
            queue.close();
        }
    }

    /** Lets go of all queues. */
    @Override
    public void close() {
        open.values().forEach(EventQueue::close);
        open.clear();
    }
}
