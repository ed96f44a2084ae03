package dev.skep.server.catalog.sketch;

import java.util.Base64;
import java.util.Optional;

/** How many distinct values a column has, as a sketch that remembers enough of them to be merged with others of its kind. */
public sealed interface DistinctValues permits HyperLogLog, FlajoletMartin {
    /** Reads a sketch, whatever its kind; nothing if it is of none. */
    static Optional<DistinctValues> read(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return HyperLogLog.read(bytes).<DistinctValues>map(sketch -> sketch).or(() -> FlajoletMartin.read(bytes));
    }

    /** The sketch of what either has seen; nothing if they are of different kinds or sizes. */
    Optional<? extends DistinctValues> merged(DistinctValues other);

    /** How many distinct values there are, about. */
    long estimate();

    byte[] toBytes();

    default String toBase64() {
        return Base64.getEncoder().encodeToString(toBytes());
    }
}
