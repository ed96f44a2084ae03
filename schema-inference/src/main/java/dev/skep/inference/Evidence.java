package dev.skep.inference;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One decision and what decided it.
 *
 * @param subject what it is about: a column name, or empty for the whole source
 * @param verdict what was decided, such as {@code bigint} or {@code header}
 * @param score 0 (a guess) to 1 (certain)
 * @param because the observation, as a phrase for people
 * @param runnerUp what would have been decided otherwise; absent if nothing else came into question
 * @param witness the value that decided; absent if no single one did
 */
public record Evidence(
        Topic topic,
        String subject,
        String verdict,
        double score,
        String because,
        @Nullable Rival runnerUp,
        @Nullable Witness witness) {

    public Evidence(Topic topic, String subject, String verdict, double score, String because) {
        this(topic, subject, verdict, score, because, null, null);
    }

    /** What a decision is about. */
    public enum Topic {
        FORMAT,
        COMPRESSION,
        ENCODING,
        DIALECT,
        HEADER,
        TYPE,
        /** Which files are one table, and what their folders are. */
        GROUPING,
        /** How much of the source was looked at. */
        SAMPLE,
        /** What a table's readers can or cannot do with the source; worth showing to the user. */
        WARNING,
        /** Why no engine reads the source as files of a table. */
        OBSTACLE
    }

    /**
     * What came second.
     *
     * @param score 0 to 1, to be held against the score of what was decided
     * @param because why it was not taken, as a phrase for people; empty if the score says it
     */
    public record Rival(String verdict, double score, String because) {

        public Rival(String verdict, double score) {
            this(verdict, score, "");
        }
    }

    /**
     * A value that decided.
     *
     * @param row counted from 1, the header not counted; 0 if it is not known
     */
    public record Witness(long row, String value) {

        private static final int SHOWN = 40;

        /** A value, cut if it is long. */
        public static Witness of(long row, String value) {
            return new Witness(row, value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…");
        }

        /** The value and where it is, as a phrase. */
        public String text() {
            return quoted() + (row > 0 ? " in row " + row : " further down");
        }

        private String quoted() {
            return '"' + value + '"';
        }
    }

    /** A warning about the whole source. */
    public static Evidence warning(String verdict, String because) {
        return new Evidence(Topic.WARNING, "", verdict, 1, because);
    }

    /** Why no engine reads the source as files of a table, without losing or changing anything. */
    public static Evidence obstacle(String because) {
        return new Evidence(Topic.OBSTACLE, "", "not readable as a table", 1, because);
    }

    /** The same decision, found in one of several sources. */
    Evidence in(String source) {
        return new Evidence(topic, subject, verdict, score, "in " + source + ", " + because, runnerUp, witness);
    }

    /** The same decision with what came second. */
    public Evidence against(String rival, double rivalScore) {
        return against(new Rival(rival, rivalScore));
    }

    /** The same decision with what came second. */
    public Evidence against(Rival rival) {
        return new Evidence(topic, subject, verdict, score, because, rival, witness);
    }

    /** The decision as one line. */
    public String text() {
        String about = subject.isEmpty() ? topic.name().toLowerCase(Locale.ROOT) : "column " + subject;
        StringBuilder text = new StringBuilder(about + ": " + verdict + ", because " + because);
        if (witness != null && !because.contains(witness.quoted())) {
            text.append(" (").append(witness.row() > 0 ? "row " + witness.row() + ": " : "");
            text.append(witness.quoted()).append(')');
        }
        if (runnerUp != null) {
            text.append(String.format(
                    Locale.ROOT, "; next: %s (%.2f to %.2f)", runnerUp.verdict(), runnerUp.score(), score));
            text.append(runnerUp.because().isEmpty() ? "" : ", " + runnerUp.because());
        }
        return text.toString();
    }
}
