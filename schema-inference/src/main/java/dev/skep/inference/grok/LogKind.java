package dev.skep.inference.grok;

import java.util.List;
import java.util.Map;

/**
 * A kind of log that is known by the form of its entries.
 *
 * @param name such as {@code apache_combined}
 * @param telling 0 to 1: how sure an entry of this form is one of this kind
 * @param trailing whether whatever follows an entry belongs to it
 */
public record LogKind(String name, double telling, boolean trailing, Grok grok) {

    private static final List<LogKind> KNOWN =
            Lines.of("kinds.txt").stream().map(LogKind::parse).toList();

    /** The kinds that come with this library, the particular before the general. */
    public static List<LogKind> known() {
        return KNOWN;
    }

    /**
     * A kind by an expression of a user's.
     *
     * @param own what the user's own parts stand for, by their names
     */
    public static LogKind of(String name, String expression, Map<String, String> own) {
        return new LogKind(name, 0.99, false, Grok.of(expression, own));
    }

    private static LogKind parse(String line) {
        String[] words = line.split(" +", 3);
        boolean trailing = words[1].endsWith("+");
        int percent = Integer.parseInt(trailing ? words[1].substring(0, words[1].length() - 1) : words[1]);
        return new LogKind(words[0], percent / 100.0, trailing, Grok.of(words[2]));
    }
}
