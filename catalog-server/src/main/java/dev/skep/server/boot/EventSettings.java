package dev.skep.server.boot;

import java.time.Duration;
import java.util.Optional;

/**
 * The log of what happened in the catalog.
 *
 * @param enabled whether anything is recorded
 * @param alteredTogether whether partitions that one call alters are one event
 * @param compressed whether messages are compressed for clients that can read them so
 * @param retention how long it is kept
 * @param marksRetention how long marks on partitions count; nothing for as long as their table is there
 */
record EventSettings(
        boolean enabled,
        boolean alteredTogether,
        boolean compressed,
        Duration retention,
        Optional<Duration> marksRetention) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** How long to wait before looking again what may be forgotten. */
    Duration pause() {
        return retention.compareTo(LONGEST_PAUSE) < 0 ? retention : LONGEST_PAUSE;
    }
}
