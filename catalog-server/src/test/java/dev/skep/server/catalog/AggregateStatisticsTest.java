package dev.skep.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.OfLong;
import dev.skep.server.model.ColumnStatistics.Sketches;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AggregateStatisticsTest {
    /** Of ten values and of none, as Hive 4.0.1 makes them. */
    private static final String FEW_DISTINCT = "Rk0EAA8AAAAjAAAAAwAAAE8AAAA=";

    private static final String NO_DISTINCT = "Rk0EAAAAAAAAAAAAAAAAAAAAAAA=";

    /** Histograms of 0 to 4, and of 7. */
    private static final String FIVE = "BQEPAMgACAAFAAAAAAAAAMgAAQDDAAAAAAAAAAAAgEAAAIBAAABAQAAAAEAAAIA/AAAAAA==";

    private static final String SEVEN = "AgIPBMgACAAAAOBA";

    @Test
    void distinctValuesOfAColumnAreCountedTogether() {
        assertThat(united(column(12, FEW_DISTINCT, null), column(13, NO_DISTINCT, null)))
                .isEqualTo(new OfLong(1L, 9L, 4, 10, new Sketches(FEW_DISTINCT, null)));
        assertThat(united(column(12, FEW_DISTINCT, null), column(13, null, null)))
                .isEqualTo(new OfLong(1L, 9L, 4, 13, Sketches.NONE));
    }

    @Test
    void histogramsOfAColumnAreMerged() {
        String both = "BQEPAMgACAAGAAAAAAAAAMgAAQDCAAAAAAAAAAAA4EAAAAAAAACAPwAAAEAAAEBAAACAQAAA4EA=";
        assertThat(united(column(2, null, FIVE), column(3, null, SEVEN)))
                .isEqualTo(new OfLong(1L, 9L, 4, 3, new Sketches(null, both)));
        assertThat(united(column(2, null, null), column(3, null, SEVEN)))
                .isEqualTo(new OfLong(1L, 9L, 4, 3, new Sketches(null, SEVEN)));
        assertThat(united(column(2, null, FIVE), column(3, null, "AAAA")))
                .isEqualTo(new OfLong(1L, 9L, 4, 3, new Sketches(null, FIVE)));
    }

    private static ColumnStatistics.Figures united(ColumnStatistics one, ColumnStatistics other) {
        return AggregateStatistics.unite(one, other).figures();
    }

    private static ColumnStatistics column(long distinct, @Nullable String bitVectors, @Nullable String histogram) {
        return new ColumnStatistics(
                "id", "bigint", "hive", null, new OfLong(1L, 9L, 2, distinct, new Sketches(bitVectors, histogram)));
    }
}
