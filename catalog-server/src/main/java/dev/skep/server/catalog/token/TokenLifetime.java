package dev.skep.server.catalog.token;

import java.time.Duration;

/**
 * How long tokens are good for.
 *
 * @param longest from issue, however often a token is renewed
 * @param renewal from issue or renewal to the next
 */
public record TokenLifetime(Duration longest, Duration renewal) {
    /** What clients of Hive expect: a week, renewed daily. */
    public static final TokenLifetime USUAL = new TokenLifetime(Duration.ofDays(7), Duration.ofDays(1));
}
