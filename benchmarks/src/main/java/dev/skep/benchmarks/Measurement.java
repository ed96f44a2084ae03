package dev.skep.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * What was measured of one operation.
 *
 * @param nanos latency of every step, sorted
 * @param elapsed of all connections together
 */
record Measurement(String label, int concurrency, List<Long> nanos, Duration elapsed) {
    Measurement {
        nanos = nanos.stream().sorted().toList();
    }

    int count() {
        return nanos.size();
    }

    double perSecond() {
        return count() / (elapsed.toNanos() / 1e9);
    }

    /** @param share such as 0.95: the latency that this share of the steps did not exceed */
    double percentileMillis(double share) {
        int index = (int) Math.ceil(share * nanos.size()) - 1;
        return nanos.get(Math.max(0, index)) / 1e6;
    }
}
