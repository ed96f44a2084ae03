package dev.skep.server.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of {@code LIKE}, taken apart: {@code %} for any text, {@code _} for one character (a code point), a backslash
 * before either, or before a backslash, for itself. A backslash before anything else is a backslash.
 *
 * <p>{@code .*} means any text too: clients of a metastore, Spark among them, write {@code like "a.*"} for what begins
 * with an a, and put the text around it as it is.
 */
public final class LikePattern {
    /** One code point of the pattern; the wildcards are negative. */
    private final int[] tokens;

    private static final int ANY_TEXT = -1;
    private static final int ANY_ONE = -2;

    private LikePattern(int[] tokens) {
        this.tokens = tokens;
    }

    public static LikePattern parse(String pattern) {
        List<Integer> tokens = new ArrayList<>();
        int[] raw = pattern.codePoints().toArray();
        for (int i = 0; i < raw.length; i++) {
            boolean escapes = raw[i] == '\\'
                    && i + 1 < raw.length
                    && (raw[i + 1] == '%' || raw[i + 1] == '_' || raw[i + 1] == '\\');
            if (escapes) {
                i++;
                tokens.add(raw[i]);
            } else if (raw[i] == '.' && i + 1 < raw.length && raw[i + 1] == '*') {
                i++;
                tokens.add(ANY_TEXT);
            } else {
                tokens.add(raw[i] == '%' ? ANY_TEXT : raw[i] == '_' ? ANY_ONE : raw[i]);
            }
        }
        return new LikePattern(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    /** What all matching texts begin with, where that says all: the only wildcard is a {@code %} at the end. */
    public Optional<String> prefix() {
        int end = tokens.length - 1;
        if (end < 0 || tokens[end] != ANY_TEXT) {
            return Optional.empty();
        }
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < end; i++) {
            if (tokens[i] < 0) {
                return Optional.empty();
            }
            prefix.appendCodePoint(tokens[i]);
        }
        return Optional.of(prefix.toString());
    }

    /** The text that alone matches, where there is no wildcard. */
    public Optional<String> text() {
        for (int token : tokens) {
            if (token < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(new String(tokens, 0, tokens.length));
    }

    /** The pattern for a database, with the escape character before everything that the database would read otherwise. */
    public String escapedWith(char escape, String anyOne) {
        StringBuilder text = new StringBuilder(tokens.length + 8);
        for (int token : tokens) {
            switch (token) {
                case ANY_TEXT -> text.append('%');
                case ANY_ONE -> text.append(anyOne);
                default -> {
                    if (token == '%' || token == '_' || token == escape) {
                        text.append(escape);
                    }
                    text.appendCodePoint(token);
                }
            }
        }
        return text.toString();
    }

    public boolean matches(String text) {
        int[] points = text.codePoints().toArray();
        int token = 0;
        int point = 0;
        int lastAny = -1;
        int resumeAt = 0;
        while (point < points.length) {
            if (token < tokens.length && tokens[token] == ANY_TEXT) {
                lastAny = token++;
                resumeAt = point;
            } else if (token < tokens.length && (tokens[token] == ANY_ONE || tokens[token] == points[point])) {
                token++;
                point++;
            } else if (lastAny >= 0) {
                token = lastAny + 1;
                point = ++resumeAt;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == ANY_TEXT) {
            token++;
        }
        return token == tokens.length;
    }
}
