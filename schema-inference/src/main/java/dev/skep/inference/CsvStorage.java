package dev.skep.inference;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/**
 * The table definition for delimited text: LazySimpleSerDe, which reads typed columns but knows no quotes, or
 * OpenCSVSerde, which knows quotes but reads every column as a string.
 */
public final class CsvStorage {

    /**
     * What OpenCSVSerde is told to escape with if backslashes are plain characters. It cannot be told "nothing": an
     * empty value, or the quote itself, makes it fall back to the backslash and drop it from values.
     */
    private static final String NO_ESCAPE = "\u0002";

    private CsvStorage() {}

    public static boolean needsQuotes(Dialect dialect) {
        return dialect.quote() != null;
    }

    /** @param encoding a charset name as Java knows it */
    public static StorageForm of(Dialect dialect, String encoding, Compression compression) {
        TreeMap<String, String> serde = new TreeMap<>();
        Character quote = dialect.quote();
        Character escape = dialect.escape();
        if (quote != null) {
            serde.put("separatorChar", String.valueOf(dialect.delimiter()));
            serde.put("quoteChar", String.valueOf(quote));
            serde.put("escapeChar", escape == null ? NO_ESCAPE : String.valueOf(escape));
        } else {
            serde.put("field.delim", String.valueOf(dialect.delimiter()));
            serde.put("serialization.format", String.valueOf(dialect.delimiter()));
            if (escape != null) {
                serde.put("escape.delim", String.valueOf(escape));
            }
        }
        if (!encoding.equals(StandardCharsets.UTF_8.name())) {
            serde.put("serialization.encoding", encoding);
        }
        TreeMap<String, String> table = new TreeMap<>();
        int skipped = dialect.skippedLines() + (dialect.header() ? 1 : 0);
        if (skipped > 0) {
            table.put("skip.header.line.count", String.valueOf(skipped));
        }
        String library = quote != null ? Format.OPEN_CSV_SERDE : Format.CSV.serdeLibrary();
        return StorageForm.of(Format.CSV, library, compression, serde, table);
    }
}
