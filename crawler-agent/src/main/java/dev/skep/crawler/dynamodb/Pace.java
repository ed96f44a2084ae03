package dev.skep.crawler.dynamodb;

import java.time.Duration;

/**
 * Keeps to a number of units a second. What a request takes is known only after it, so the next one waits for it; and the
 * next one is made no larger than what a second allows.
 */
final class Pace {

    /** How time passes. */
    interface Time {
        long nanos();

        void pause(Duration time) throws InterruptedException;
    }

    static final Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time.toMillis() + 1);
        }
    };

    private final double perSecond;
    private final Time time;
    private long free;

    Pace(double perSecond, Time time) {
        this.perSecond = perSecond;
        this.time = time;
        this.free = time.nanos();
    }

    /** Waits until what was taken is paid for. */
    void await() throws InterruptedException {
        long now = time.nanos();
        if (free - now > 0) {
            time.pause(Duration.ofNanos(free - now));
        } else {
            free = now; // what was not used is not saved up
        }
    }

    void took(double units) {
        free += (long) (units / perSecond * 1e9);
    }

    /** How many items a request may ask for, if each takes so many units. */
    int items(double unitsEach, int wanted) {
        return (int) Math.max(1, Math.min(wanted, perSecond / Math.max(unitsEach, 1e-3)));
    }
}
