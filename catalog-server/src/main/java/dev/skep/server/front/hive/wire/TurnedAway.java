package dev.skep.server.front.hive.wire;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and logs the connections that are closed for what they are or sent. Of one reason only so many are logged in a
 * minute, so that whoever knocks at the port cannot fill the disk.
 */
final class TurnedAway {
    private static final Logger LOG = LoggerFactory.getLogger(TurnedAway.class);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final int LINES = 20;
    private static final long WINDOW = Duration.ofMinutes(1).toNanos();

    private final ThriftMeter meter;
    private final Map<String, Window> windows = new HashMap<>();

    TurnedAway(ThriftMeter meter) {
        this.meter = meter;
    }

    /**
     * Notes one.
     *
     * @param reason one of a few words
     * @param sentence what is wrong, beginning with a verb; may hold what the client sent
     */
    void note(String reason, String peer, String sentence) {
        meter.turnedAway(reason);
        int lines = linesOf(reason);
        if (lines <= LINES) {
            LOG.info(
                    "Closed the connection of {}: it {}",
                    peer,
                    CONTROL.matcher(sentence).replaceAll("?"));
        }
        if (lines == LINES) {
            LOG.info("More of the kind '{}' are counted and not logged for up to a minute", reason);
        }
    }

    private synchronized int linesOf(String reason) {
        long now = System.nanoTime();
        Window window = windows.get(reason);
        if (window == null || now - window.begin() > WINDOW) {
            window = new Window(now, 0);
        }
        window = new Window(window.begin(), window.lines() + 1);
        windows.put(reason, window);
        return window.lines();
    }

    private record Window(long begin, int lines) {}
}
