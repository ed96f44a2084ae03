package dev.skep.inference.format;

import dev.skep.inference.grok.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lines of {@code key=value} pairs with blanks between them; values may be quoted. */
record Logfmt(List<Column> columns) implements LogEntries {

    private static final int LEAST_PAIRS = 3;
    private static final int MOST_KEYS = 1_000;
    private static final int LONGEST_KEY = 100;

    Logfmt {
        columns = List.copyOf(columns);
    }

    /** The share of lines that are nothing but pairs. */
    static double share(List<String> lines) {
        long pairs = lines.stream()
                .filter(line ->
                        pairs(line).map(found -> found.size() >= LEAST_PAIRS).orElse(false))
                .count();
        return lines.isEmpty() ? 0 : (double) pairs / lines.size();
    }

    /** With all keys that come up, in order of first sight. */
    static Logfmt of(List<String> lines) {
        Set<String> keys = new LinkedHashSet<>();
        for (String line : lines) {
            if (keys.size() < MOST_KEYS) {
                pairs(line).ifPresent(found -> keys.addAll(found.keySet()));
            }
        }
        return new Logfmt(keys.stream().map(key -> new Column(key, false)).toList());
    }

    @Override
    public String kind() {
        return "logfmt";
    }

    @Override
    public String regex() {
        return "";
    }

    @Override
    public boolean isComment(String line) {
        return line.isBlank();
    }

    @Override
    public Optional<List<String>> match(String line) {
        return pairs(line).map(found -> {
            List<String> texts = new ArrayList<>();
            columns.forEach(column -> texts.add(found.getOrDefault(column.name(), "")));
            return texts;
        });
    }

    private static Optional<Map<String, String>> pairs(String line) {
        Map<String, String> pairs = new LinkedHashMap<>();
        int i = 0;
        while (i < line.length()) {
            if (line.charAt(i) == ' ') {
                i++;
                continue;
            }
            int equals = i;
            while (equals < line.length() && isOfKey(line.charAt(equals))) {
                equals++;
            }
            if (equals == i || equals - i > LONGEST_KEY || equals >= line.length() || line.charAt(equals) != '=') {
                return Optional.empty();
            }
            int from = equals + 1;
            boolean quoted = from < line.length() && line.charAt(from) == '"';
            int end = quoted ? endOfQuoted(line, from + 1) : endOfPlain(line, from);
            pairs.put(line.substring(i, equals), quoted ? line.substring(from + 1, end) : line.substring(from, end));
            i = quoted ? end + 1 : end;
        }
        return pairs.isEmpty() ? Optional.empty() : Optional.of(pairs);
    }

    private static boolean isOfKey(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '@' || c == '/';
    }

    private static int endOfPlain(String line, int from) {
        int end = line.indexOf(' ', from);
        return end < 0 ? line.length() : end;
    }

    private static int endOfQuoted(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) != '"') {
            i += line.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i, line.length());
    }
}
