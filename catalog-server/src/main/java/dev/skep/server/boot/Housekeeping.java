package dev.skep.server.boot;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is repeated in the background as long as the server runs. What fails is logged, and tried again next time. */
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread daemon = new Thread(task, "housekeeping");
        daemon.setDaemon(true);
        return daemon;
    });

    /** @param pause before the first time, and between the end of one and the begin of the next */
    void repeat(Duration pause, String what, Runnable task) {
        // What the task throws is logged by the attempt.
        Future<?> unused = thread.scheduleWithFixedDelay(
                () -> attempt(what, task), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void attempt(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed, and will be tried again", what, e);
        }
    }

    /** Lets what runs come to its end, unless that takes long. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
