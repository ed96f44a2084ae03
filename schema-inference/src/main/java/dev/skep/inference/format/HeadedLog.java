package dev.skep.inference.format;

import dev.skep.inference.grok.Column;
import dev.skep.inference.grok.Grok;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Logs that name their columns in comments: W3C's extended log file format, as IIS and CloudFront write it, and Zeek's. */
record HeadedLog(String kind, Grok grok) implements LogEntries {

    /** How many lines may come before the names. */
    private static final int HEADER = 40;

    private static final int MOST_COLUMNS = 1_000;
    private static final String W3C_VALUE = "\"[^\"]*\"|[^ \\t]*";
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    /** The log that the first lines announce, if they do. */
    static Optional<LogEntries> of(List<String> lines) {
        boolean zeek = !lines.isEmpty() && lines.get(0).startsWith("#separator ");
        for (String line : lines.subList(0, Math.min(HEADER, lines.size()))) {
            if (!line.startsWith("#")) {
                continue;
            }
            String lower = line.toLowerCase(Locale.ROOT);
            if (zeek && lower.startsWith("#fields")) {
                String separator = separator(lines.get(0));
                List<String> names = List.of(line.split(Pattern.quote(separator), -1));
                return headed(
                        "zeek", names.subList(1, names.size()), "[^" + quoted(separator) + "]*", quoted(separator));
            }
            if (!zeek && lower.startsWith("#fields:")) {
                List<String> names =
                        List.of(BLANKS.split(line.substring("#fields:".length()).strip()));
                String kind = names.contains("x-edge-location") ? "cloudfront" : "w3c";
                return headed(kind, names, W3C_VALUE, "[ \\t]+");
            }
        }
        return Optional.empty();
    }

    private static Optional<LogEntries> headed(String kind, List<String> names, String value, String separator) {
        return names.isEmpty() || names.size() > MOST_COLUMNS
                ? Optional.empty()
                : Optional.of(new HeadedLog(kind, Grok.separated(names, value, separator)));
    }

    /** The first line gives it as {@code \x09}. */
    private static String separator(String line) {
        String given = line.substring("#separator ".length()).strip();
        try {
            return given.startsWith("\\x") ? String.valueOf((char) Integer.parseInt(given.substring(2), 16)) : given;
        } catch (NumberFormatException e) {
            return "\t";
        }
    }

    private static String quoted(String separator) {
        StringBuilder quoted = new StringBuilder();
        separator.chars().forEach(c -> quoted.append(String.format(Locale.ROOT, "\\x%02x", c & 0xff)));
        return quoted.toString();
    }

    @Override
    public List<Column> columns() {
        return grok.columns();
    }

    @Override
    public String regex() {
        return grok.regex();
    }

    @Override
    public boolean isComment(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    @Override
    public Optional<List<String>> match(String line) {
        return isComment(line) ? Optional.empty() : grok.match(line);
    }
}
