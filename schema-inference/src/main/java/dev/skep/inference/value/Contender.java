package dev.skep.inference.value;

import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType;
import dev.skep.inference.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of values in a format that tells kinds apart.
 *
 * @param type of a column that holds no other kind
 * @param tally absent if none was seen
 */
public record Contender(String type, @Nullable Tally tally) {

    public Contender(HiveType type, @Nullable Tally tally) {
        this(type.text(), tally);
    }

    private long count() {
        return Tally.count(tally);
    }

    /** Why values of these kinds are of a type: of other types, that of most values comes second, and others refuse it. */
    public static Reason among(List<Contender> kinds, HiveType chosen, String because) {
        long all = Math.max(1, kinds.stream().mapToLong(Contender::count).sum());
        double score = 1 - 0.5 / all;
        Optional<Contender> second = kinds.stream()
                .filter(kind -> kind.count() > 0 && !kind.type.equals(chosen.text()))
                .max(Comparator.comparingLong(Contender::count));
        Witness refusing = null;
        for (Contender kind : kinds) {
            Witness first = kind.tally == null || kind.equals(second.orElse(null)) ? null : kind.tally.first();
            refusing = first != null && (refusing == null || Tally.isEarlier(first, refusing)) ? first : refusing;
        }
        if (second.isEmpty() || refusing == null) {
            return new Reason(score, because, null, null);
        }
        Contender rival = second.get();
        return new Reason(
                score,
                because,
                new Rival(rival.type, (double) rival.count() / all, "refused by " + refusing.text()),
                refusing);
    }
}
