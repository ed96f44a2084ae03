package dev.skep.crawler.agent;

import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.RunClient;
import dev.skep.crawler.catalog.RunClient.Claim;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the server three times within each lease that the agent is alive, and the work what the server answers. */
final class Heartbeat implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final RunClient runs;
    private final Claim claim;
    private final LiveProgress progress;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "heartbeat");
        daemon.setDaemon(true);
        return daemon;
    });

    Heartbeat(RunClient runs, Claim claim, LiveProgress progress) {
        this.runs = runs;
        this.claim = claim;
        this.progress = progress;
    }

    void start() {
        long millis = Math.max(200, claim.leaseSeconds() * 1_000 / 3);
        Future<?> unused = thread.scheduleAtFixedRate(this::beat, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            if (!runs.heartbeat(claim.run(), progress.now()).goesOn()) {
                progress.stop(Stopped.Reason.CANCELLED);
            }
        } catch (CatalogException e) {
            if (thread.isShutdown()) {
                return; // the run has ended meanwhile
            }
            switch (e.reason()) {
                case CONFLICT, NOT_FOUND -> progress.stop(Stopped.Reason.LOST);
                // A server that is being started again will be there for the next one.
                case UNREACHABLE, ALREADY_EXISTS, REFUSED ->
                    LOG.warn(
                            "Run {}: the server does not take its heartbeat: {}",
                            claim.run().id(),
                            e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.warn("Run {}: a heartbeat failed", claim.run().id(), e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
