package dev.skep.crawler.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which tables of a database are wanted; case counts.
 *
 * @param text as it was written
 * @param schema pattern for names of schemas; matches all where there are none
 * @param table pattern for names of tables
 */
public record IncludePath(String text, String database, Pattern schema, Pattern table) {

    private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

    /**
     * Reads a path of two or three levels.
     *
     * @throws IllegalArgumentException if it has fewer or more, or a wildcard for the database
     */
    public static IncludePath parse(String text) {
        List<String> levels = Arrays.asList(text.split("/", -1));
        if (levels.size() < 2
                || levels.size() > 3
                || levels.contains("")
                || levels.get(0).contains("%")) {
            throw new IllegalArgumentException("'" + text
                    + "' is no path of tables; write database/schema/table or database/table, with % for any "
                    + "schema or table");
        }
        boolean schemas = levels.size() == 3;
        return new IncludePath(
                text, levels.get(0), schemas ? pattern(levels.get(1)) : ANY, pattern(levels.get(levels.size() - 1)));
    }

    boolean matches(String schemaName, String tableName) {
        return schema.matcher(schemaName).matches() && table.matcher(tableName).matches();
    }

    private static Pattern pattern(String level) {
        String regex = Arrays.stream(level.split("%", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
