package dev.skep.crawler.plan;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a crawl may do to tables that are in the catalog already, when their data changed. New tables and partitions are
 * registered in any case.
 */
public record ChangePolicy(UpdateBehavior update, DeleteBehavior delete) {
    /** Follows what is found, and loses nothing. */
    public static final ChangePolicy DEFAULT = new ChangePolicy(UpdateBehavior.UPDATE, DeleteBehavior.LOG);

    /**
     * Reads a policy as people write it, such as {@code add-columns}.
     *
     * @throws IllegalArgumentException if a word is none of those that are known; the message is for the user
     */
    public static ChangePolicy parse(String update, String delete) {
        return new ChangePolicy(
                read("update-behavior", update, UpdateBehavior.values()),
                read("delete-behavior", delete, DeleteBehavior.values()));
    }

    private static <E extends Enum<E>> E read(String option, String text, E[] values) {
        for (E value : values) {
            if (word(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("The option " + option + " is one of "
                + Arrays.stream(values).map(ChangePolicy::word).toList() + ", not '" + text + "'");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What becomes of a table whose files have another schema now. */
    public enum UpdateBehavior {
        /** Its columns, types and settings follow. */
        UPDATE,
        /** Columns are added; those that it has stay as they are. */
        ADD_COLUMNS,
        /** It stays as it is, and the change is told. */
        LOG
    }

    /** What becomes of a table or partition that a crawl made and that has no files any more. */
    public enum DeleteBehavior {
        /** It is dropped. */
        DELETE,
        /** It gets a parameter that says since when. */
        DEPRECATE,
        /** It stays as it is, and that is told. */
        LOG
    }
}
