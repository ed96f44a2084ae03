package dev.skep.inference.format;

import dev.skep.inference.Evidence;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.FormatReader.Likeness;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reader that a sample looks most like, and the one that came next.
 *
 * @param second absent if it looks like nothing else that was asked
 */
public record FormatChoice(FormatReader reader, @Nullable FormatReader second, double secondScore) {

    /** Asks readers in their order; the first of equals is chosen. */
    public static FormatChoice of(List<FormatReader> readers, Sample sample) throws IOException, UnreadableException {
        List<String> doubts = new ArrayList<>();
        Likeness best = Likeness.NONE;
        FormatReader chosen = null;
        FormatReader second = null;
        double secondScore = 0;
        for (FormatReader reader : readers) {
            if (best.score() >= reader.mostLikeness(sample)) {
                continue;
            }
            Likeness likeness = reader.sniff(sample);
            if (likeness.score() > best.score()) {
                second = chosen;
                secondScore = best.score();
                best = likeness;
                chosen = reader;
            } else if (likeness.score() > secondScore) {
                second = reader;
                secondScore = likeness.score();
            } else if (likeness.score() == 0 && !likeness.because().isEmpty()) {
                doubts.add(likeness.because());
            }
        }
        if (chosen == null) {
            String detail = doubts.isEmpty() ? "" : " (" + String.join("; ", doubts) + ")";
            throw new UnreadableException(Cause.UNKNOWN, "no known format matches its content" + detail);
        }
        return new FormatChoice(chosen, second, secondScore);
    }

    /** The decision on the format, with what came next. */
    public Evidence against(Evidence decision) {
        return second == null || second.format() == reader.format()
                ? decision
                : decision.against(second.format().classification(), secondScore);
    }
}
