package dev.skep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final long MILLI = 1_000_000;

    @Test
    void percentilesAreTheSmallestThatSuffice() {
        List<Long> nanos = LongStream.rangeClosed(1, 200)
                .map(i -> (201 - i) * MILLI)
                .boxed()
                .toList();
        Measurement measured = new Measurement("x", 1, nanos, Duration.ofSeconds(4));

        assertThat(measured.percentileMillis(0.50)).isEqualTo(100);
        assertThat(measured.percentileMillis(0.95)).isEqualTo(190);
        assertThat(measured.percentileMillis(0.99)).isEqualTo(198);
        assertThat(measured.perSecond()).isEqualTo(50);
    }

    @Test
    void oneStepIsEveryPercentile() {
        Measurement measured = new Measurement("x", 1, List.of(7 * MILLI), Duration.ofMillis(7));

        assertThat(measured.percentileMillis(0.50)).isEqualTo(7);
        assertThat(measured.percentileMillis(0.99)).isEqualTo(7);
    }
}
