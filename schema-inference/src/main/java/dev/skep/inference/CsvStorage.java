package dev.skep.inference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The table definition for delimited text: LazySimpleSerDe, which reads typed columns but knows no quotes, or
 * OpenCSVSerde, which knows quotes but reads every column as a string. A delimiter of several characters takes
 * MultiDelimitSerDe, which knows no quotes.
 */
public final class CsvStorage {

    /**
     * What OpenCSVSerde is told to escape with if backslashes are plain characters. It cannot be told "nothing": an
     * empty value, or the quote itself, makes it fall back to the backslash and drop it from values.
     */
    private static final String NO_ESCAPE = "\u0002";

    private CsvStorage() {}

    /** Whether the SerDe that the dialect needs reads every column as a string. */
    public static boolean isTextOnly(Dialect dialect) {
        return dialect.quote() != null;
    }

    /** Lines before the first row that Spark does not know for comments. */
    static int headLines(Dialect dialect) {
        int skipped = dialect.comment() == null ? dialect.skippedLines() : 0;
        return skipped + dialect.headerLines() + (skipped > 0 && !dialect.header() ? 1 : 0);
    }

    /** What engines that read the table cannot do with it. */
    public static List<Evidence> warnings(Dialect dialect) {
        List<Evidence> warnings = new ArrayList<>();
        if (isTextOnly(dialect)) {
            warnings.add(Evidence.warning(
                    "all columns are strings", "values are quoted, and the SerDe that knows quotes returns text"));
        }
        if (dialect.delimiter().length() > 1) {
            warnings.add(Evidence.warning(
                    "only Spark and Hive read it",
                    "the delimiter has " + dialect.delimiter().length() + " characters"));
        }
        if (headLines(dialect) > 1) {
            warnings.add(Evidence.warning(
                    "Spark does not read it",
                    "it passes over one line of header and over comments, but not over " + headLines(dialect)
                            + " lines; it refuses the table, or takes them for rows where they look like rows"));
        }
        return warnings;
    }

    /** @param encoding a charset name as Java knows it */
    public static StorageForm of(Dialect dialect, String encoding, Compression compression) {
        TreeMap<String, String> serde = new TreeMap<>();
        Character quote = dialect.quote();
        Character escape = dialect.escape();
        boolean wide = dialect.delimiter().length() > 1;
        if (quote != null && !wide) {
            serde.put("separatorChar", dialect.delimiter());
            serde.put("quoteChar", String.valueOf(quote));
            serde.put("escapeChar", escape == null ? NO_ESCAPE : String.valueOf(escape));
        } else {
            serde.put("field.delim", dialect.delimiter());
            serde.put("serialization.format", dialect.delimiter());
            if (escape != null) {
                serde.put("escape.delim", String.valueOf(escape));
            }
        }
        if (!encoding.equals(StandardCharsets.UTF_8.name())) {
            serde.put("serialization.encoding", encoding);
        }
        TreeMap<String, String> table = new TreeMap<>();
        int skipped = dialect.skippedLines() + dialect.headerLines();
        if (skipped > 0) {
            table.put("skip.header.line.count", String.valueOf(skipped));
        }
        String library =
                wide ? Format.MULTI_DELIMIT_SERDE : quote != null ? Format.OPEN_CSV_SERDE : Format.CSV.serdeLibrary();
        return StorageForm.of(Format.CSV, library, compression, serde, table);
    }
}
