package dev.skep.server.boot;

import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * Runs of crawlers, and what agents are given for them.
 *
 * @param lease how long an agent may be silent before another gets its run
 * @param eventPause how long after a run messages start the next
 * @param history how long runs are kept that have ended
 * @param secretsKey 32 bytes by which secrets of connections are encrypted; without them, none are kept
 */
record CrawlSettings(Duration lease, Duration eventPause, Duration history, Optional<byte[]> secretsKey) {
    private static final int KEY_BYTES = 32;

    static CrawlSettings from(Configuration configuration) {
        return new CrawlSettings(
                configuration.get(Keys.CRAWL_LEASE),
                configuration.get(Keys.CRAWL_EVENT_PAUSE),
                configuration.get(Keys.CRAWL_HISTORY),
                configuration.find(Keys.SECRETS_KEY).map(CrawlSettings::key));
    }

    private static byte[] key(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new StartupException(noKey(), e);
        }
        throw new StartupException(noKey());
    }

    private static String noKey() {
        return Keys.SECRETS_KEY.name() + " must be " + KEY_BYTES
                + " bytes in Base64, as `openssl rand -base64 32` prints them";
    }
}
