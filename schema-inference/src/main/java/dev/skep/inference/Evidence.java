package dev.skep.inference;

import java.util.Locale;

/**
 * One decision and what decided it.
 *
 * @param subject what it is about: a column name, or empty for the whole source
 * @param verdict what was decided, such as {@code bigint} or {@code header}
 * @param score 0 (a guess) to 1 (certain)
 * @param because the observation, as a phrase for people
 */
public record Evidence(Topic topic, String subject, String verdict, double score, String because) {

    /** What a decision is about. */
    public enum Topic {
        FORMAT,
        DIALECT,
        HEADER,
        TYPE,
        /** What a table's readers can or cannot do with the source; worth showing to the user. */
        WARNING
    }

    /** A warning about the whole source. */
    public static Evidence warning(String verdict, String because) {
        return new Evidence(Topic.WARNING, "", verdict, 1, because);
    }

    /** The decision as one line. */
    public String text() {
        String about = subject.isEmpty() ? topic.name().toLowerCase(Locale.ROOT) : "column " + subject;
        return about + ": " + verdict + ", because " + because;
    }
}
