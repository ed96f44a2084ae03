package dev.skep.inference.value;

import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type that some values of a column of mixed kinds spoke for.
 *
 * @param count values that are meant so
 * @param kept values of them that readers take for it
 * @param shapes of those that are kept
 */
record Candidate(String type, long count, long kept, Set<Shape> shapes) {

    /** The one that most values spoke for. */
    static Optional<Candidate> leading(ValueProfile profile) {
        return all(profile).stream().max(Comparator.comparingLong(Candidate::count));
    }

    private static List<Candidate> all(ValueProfile profile) {
        List<Candidate> all = new ArrayList<>();
        add(
                all,
                profile,
                number(profile),
                EnumSet.of(Shape.WHOLE, Shape.FRACTION),
                Shape.EXPONENT,
                Shape.INFINITE,
                Shape.FORMATTED);
        add(all, profile, Scalar.BOOLEAN, EnumSet.of(Shape.TRUTH));
        add(all, profile, Scalar.DATE, EnumSet.of(Shape.DATE), Shape.OLD_DATE, Shape.LOCAL_DATE);
        add(all, profile, Scalar.TIMESTAMP, EnumSet.of(Shape.TIMESTAMP), Shape.ISO_TIMESTAMP);
        return all;
    }

    private static HiveType number(ValueProfile profile) {
        HiveType type = profile.numbers().type();
        boolean plain = profile.count(Shape.WHOLE) + profile.count(Shape.FRACTION) > 0;
        return plain && type != Scalar.STRING ? type : Scalar.DOUBLE;
    }

    private static void add(
            List<Candidate> all, ValueProfile profile, HiveType type, Set<Shape> shapes, Shape... meant) {
        long kept = shapes.stream().mapToLong(profile::count).sum();
        long count = kept;
        for (Shape shape : meant) {
            count += profile.count(shape);
        }
        if (count > 0) {
            all.add(new Candidate(type.text(), count, kept, shapes));
        }
    }

    /** The first value that it does not keep; absent if it keeps all. */
    @Nullable Witness refusing(ValueProfile profile) {
        Witness refusing = null;
        for (Shape shape : Shape.values()) {
            boolean given = shape != Shape.NULL && shape != Shape.NULL_WORD && !shapes.contains(shape);
            Witness first = given ? profile.first(shape) : null;
            if (first != null && (refusing == null || Tally.isEarlier(first, refusing))) {
                refusing = first;
            }
        }
        return refusing;
    }
}
