package dev.skep.server.model.crawl;

/**
 * What happens when a run does not go as planned.
 *
 * @param attempts how often a run is tried, at least once, before it has failed
 * @param retryDelay milliseconds before the second attempt; each further one waits twice as long, at most a day
 */
public record RunPolicy(Overlap overlap, Missed missed, int attempts, long retryDelay, Approval approval) {
    public static final RunPolicy DEFAULT = new RunPolicy(Overlap.SKIP, Missed.RUN, 1, 60_000, Approval.NONE);

    private static final long MAX_DELAY = 24L * 60 * 60 * 1_000;

    /** What becomes of a run that is due while another of the crawler has not ended. */
    public enum Overlap {
        /** There is none. */
        SKIP,
        /** It waits until the other has ended; one that waits is enough. */
        QUEUE
    }

    /** What becomes of a run that was due when no server was there. */
    public enum Missed {
        /** It is made up for, once, however many were missed. */
        RUN,
        SKIP
    }

    /** Whether somebody has to agree to what a run will write. */
    public enum Approval {
        NONE,
        /** A run that would change tables waits for approval of its plan. */
        CHANGES
    }

    /** How long to wait after so many failures, in milliseconds. */
    public long delayAfter(int failures) {
        long delay = retryDelay;
        for (int i = 1; i < failures && delay < MAX_DELAY; i++) {
            delay *= 2;
        }
        return Math.min(delay, MAX_DELAY);
    }
}
