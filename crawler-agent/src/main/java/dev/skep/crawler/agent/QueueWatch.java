package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.RunClient;
import dev.skep.crawler.catalog.RunClient.Watched;
import dev.skep.crawler.events.EventQueue;
import dev.skep.crawler.events.EventQueue.Timing;
import dev.skep.crawler.events.QueueAccess;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether messages wait that start a run. Nothing is taken from a queue here. */
final class QueueWatch {

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final RunClient runs;
    private final Clearance clearance;

    QueueWatch(RunClient runs, Clearance clearance) {
        this.runs = runs;
        this.clearance = clearance;
    }

    /** Looks at the queues of a pool once; true if a run was started. */
    boolean look(String pool) throws CatalogException {
        boolean started = false;
        for (Watched queue : runs.watched(pool)) {
            if (isWorthARun(queue)) {
                started |= runs.arrived(queue);
            }
        }
        return started;
    }

    /** A queue that cannot be looked at is worth one run: it fails, and tells everybody why. */
    private boolean isWorthARun(Watched watched) {
        try {
            QueueAccess access =
                    QueueConnection.of(watched.queue(), Optional.ofNullable(watched.connection()), clearance);
            try (EventQueue queue = new EventQueue(access, Timing.USUAL)) {
                return queue.waiting() > 0;
            }
        } catch (IOException | RuntimeException e) {
            boolean told =
                    watched.lastRun() != null && watched.lastRun().state().equals("FAILED");
            if (!told) {
                LOG.warn("Crawler {}: {}", watched.crawler(), e.getMessage());
            }
            return !told;
        }
    }
}
