package dev.skep.inference;

import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Evidence.Witness;
import org.jspecify.annotations.Nullable;

/**
 * Why something was decided, such as the type that a table is to declare for a column.
 *
 * @param score 0 (a guess) to 1 (certain)
 * @param because the observation, as a phrase for people
 * @param runnerUp what would have been decided otherwise; absent if nothing else came into question
 * @param witness the value that decided; absent if no single one did
 */
public record Reason(
        double score,
        String because,
        @Nullable Rival runnerUp,
        @Nullable Witness witness) {

    /** What a source says of itself. */
    public static Reason stated(String because) {
        return new Reason(1, because, null, null);
    }

    /** The decision that it is the reason of. */
    public Evidence of(Topic topic, String subject, String verdict) {
        return new Evidence(topic, subject, verdict, score, because, runnerUp, witness);
    }

    /** The same reason, found in one of several sources. */
    Reason in(String source) {
        return new Reason(score, "in " + source + ", " + because, runnerUp, witness);
    }

    /** Why a column that was taken for this type is declared as text all the same. */
    public Reason despite(HiveType type, String why) {
        return new Reason(score, why, new Rival(type.text(), score / 2, because), witness);
    }
}
