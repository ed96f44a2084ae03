package dev.skep.server.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is set by hand. */
public final class TurnedClock extends Clock {
    private volatile Instant now;

    public TurnedClock(Instant start) {
        this.now = start;
    }

    public void turn(Duration by) {
        now = now.plus(by);
    }

    public void turnTo(Instant time) {
        now = time;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
        return now;
    }
}
