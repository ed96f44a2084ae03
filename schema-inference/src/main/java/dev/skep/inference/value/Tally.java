package dev.skep.inference.value;

import dev.skep.inference.Evidence.Witness;
import org.jspecify.annotations.Nullable;

/** How often something was seen, and where first. */
public final class Tally {

    private final Witness first;
    private long count;

    private Tally(Witness first, long count) {
        this.first = first;
        this.count = count;
    }

    /** Counts one more, of a value in a row; 0 if the row is not known. */
    public static Tally plus(@Nullable Tally tally, long row, String value) {
        Tally counted = tally == null ? new Tally(Witness.of(row, value), 0) : tally;
        counted.count++;
        return counted;
    }

    /** What two saw of rows counted from the same beginning. */
    public static @Nullable Tally plus(@Nullable Tally left, @Nullable Tally right) {
        if (left == null || right == null) {
            return left != null ? left : right == null ? null : new Tally(right.first, right.count);
        }
        return new Tally(isEarlier(right.first, left.first) ? right.first : left.first, left.count + right.count);
    }

    static boolean isEarlier(Witness a, Witness b) {
        return a.row() > 0 && (b.row() == 0 || a.row() < b.row());
    }

    public static long count(@Nullable Tally tally) {
        return tally == null ? 0 : tally.count;
    }

    public Witness first() {
        return first;
    }
}
