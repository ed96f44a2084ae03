package dev.skep.inference.format;

import dev.skep.inference.HiveType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says of delimited text, so that it need not be found.
 *
 * @param by who says so, for messages; empty if nothing is said
 * @param delimiter absent if it is to be found
 * @param quote absent if it is to be found; {@link #NO_CHARACTER} if values are not quoted
 * @param escape absent if it is to be found; {@link #NO_CHARACTER} if there is none
 * @param columns in their order; empty if they are to be found
 * @param single whether text of one column counts, too
 */
public record CsvDeclaration(
        String by,
        @Nullable String delimiter,
        @Nullable Character quote,
        @Nullable Character escape,
        Heading heading,
        List<Column> columns,
        boolean single) {

    /** Says that no character quotes, or escapes. */
    public static final char NO_CHARACTER = Splitting.NONE;

    /** Nothing is said: all is to be found. */
    static final CsvDeclaration NOTHING = new CsvDeclaration("", null, null, null, Heading.FOUND, List.of(), false);

    /** Whether the first row names the columns. */
    public enum Heading {
        /** That is to be found. */
        FOUND,
        PRESENT,
        ABSENT
    }

    /**
     * A column.
     *
     * @param type that it has if all values are of it, as text readers read them; absent if it is to be found
     */
    public record Column(String name, Optional<HiveType> type) {}

    public CsvDeclaration {
        columns = List.copyOf(columns);
    }

    /** Whether somebody says something. */
    boolean isGiven() {
        return !by.isEmpty();
    }

    /** The declared top of a table of which this was found. */
    TableTop top(TableTop found) {
        return switch (heading) {
            case FOUND -> found;
            case PRESENT -> new TableTop(found.above(), Math.max(1, found.headers()), says(1));
            case ABSENT -> new TableTop(found.above(), 0, says(-1));
        };
    }

    private HeaderDetector.Verdict says(int sign) {
        return new HeaderDetector.Verdict(sign * HeaderDetector.CERTAIN, by + " says so");
    }
}
