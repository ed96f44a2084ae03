package dev.skep.crawler.source;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for paths, as crawlers of the Hive world know it: {@code *} and {@code ?} within a level, {@code **} across
 * levels, {@code [a-z]}, {@code [!a-z]}, {@code {csv,json}} not nested, and a backslash before what stands for itself.
 *
 * @param text as it was written
 */
public record Glob(String text, Pattern pattern) {

    /**
     * Reads a pattern.
     *
     * @throws IllegalArgumentException if it has no end where it needs one
     */
    public static Glob parse(String text) {
        StringBuilder regex = new StringBuilder();
        boolean group = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '*' -> {
                    boolean across = i + 1 < text.length() && text.charAt(i + 1) == '*';
                    regex.append(across ? ".*" : "[^/]*");
                    i += across ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '[' -> i = characters(text, i, regex);
                case '{' -> {
                    if (group) {
                        throw new IllegalArgumentException("'" + text + "': groups in groups are not known");
                    }
                    group = true;
                    regex.append("(?:");
                }
                case '}' -> {
                    regex.append(group ? ")" : "\\}");
                    group = false;
                }
                case ',' -> regex.append(group ? "|" : ",");
                case '\\' -> {
                    if (++i == text.length()) {
                        throw new IllegalArgumentException("'" + text + "' ends with a backslash");
                    }
                    regex.append(Pattern.quote(text.substring(i, i + 1)));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        if (group) {
            throw new IllegalArgumentException("'" + text + "': a group is not closed");
        }
        try {
            return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no pattern: " + e.getDescription(), e);
        }
    }

    /** One character of a set, which never is the end of a level. */
    private static int characters(String text, int start, StringBuilder regex) {
        int end = text.indexOf(']', start + 2);
        if (end < 0) {
            throw new IllegalArgumentException("'" + text + "': a set of characters is not closed");
        }
        String set = text.substring(start + 1, end);
        boolean not = set.startsWith("!");
        String plain = (not ? set.substring(1) : set).replaceAll("([\\\\\\[\\]^&])", "\\\\$1");
        regex.append("(?!/)[").append(not ? "^" : "").append(plain).append(']');
        return end;
    }

    public boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
