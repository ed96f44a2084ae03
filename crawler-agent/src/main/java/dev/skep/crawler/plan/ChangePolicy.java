package dev.skep.crawler.plan;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a crawl may do to tables that are in the catalog already, when their data changed. New tables and partitions are
 * registered in any case.
 */
public record ChangePolicy(UpdateBehavior update, DeleteBehavior delete, RecrawlBehavior recrawl) {
    /** Follows what is found, and loses nothing. */
    public static final ChangePolicy DEFAULT = new ChangePolicy(UpdateBehavior.UPDATE, DeleteBehavior.LOG);

    /** That of a crawl that looks at everything. */
    public ChangePolicy(UpdateBehavior update, DeleteBehavior delete) {
        this(update, delete, RecrawlBehavior.EVERYTHING);
    }

    /**
     * Reads a policy as people write it, such as {@code add-columns}.
     *
     * @param update null if nobody says it, as the others
     * @throws IllegalArgumentException if a word is none of those that are known; the message is for the user
     */
    public static ChangePolicy parse(@Nullable String update, @Nullable String delete, @Nullable String recrawl) {
        RecrawlBehavior again = recrawl == null
                ? RecrawlBehavior.EVERYTHING
                : read("recrawl-behavior", recrawl, RecrawlBehavior.values());
        UpdateBehavior usual = switch (again) {
            case EVERYTHING -> UpdateBehavior.UPDATE;
            case NEW_FOLDERS -> UpdateBehavior.LOG;
        };
        ChangePolicy policy = new ChangePolicy(
                update == null ? usual : read("update-behavior", update, UpdateBehavior.values()),
                delete == null ? DeleteBehavior.LOG : read("delete-behavior", delete, DeleteBehavior.values()),
                again);
        boolean quiet = policy.update() == UpdateBehavior.LOG && policy.delete() == DeleteBehavior.LOG;
        if (again == RecrawlBehavior.NEW_FOLDERS && !quiet) {
            throw new IllegalArgumentException(
                    "The option recrawl-behavior is new-folders, which leaves tables as they are: the"
                            + " options update-behavior and delete-behavior can only be log with it");
        }
        return policy;
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

    /** What is looked into when a place is crawled again. */
    public enum RecrawlBehavior {
        /** Whatever has changed. */
        EVERYTHING,
        /** Folders that are no registered tables or partitions yet; tables keep their columns. */
        NEW_FOLDERS
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
