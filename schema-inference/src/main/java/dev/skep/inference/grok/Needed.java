package dev.skep.inference.grok;

/**
 * Reads off a regular expression which characters every text that matches it has. What it does not understand counts as
 * asking for none, so the answer may be too small, never too large.
 */
final class Needed {

    /** Escapes that stand for a class of characters, or for none. */
    private static final String CLASSES = "dDwWsSbBhHvVRAzZG";

    private final String regex;
    private int at;
    private boolean strange;

    private Needed(String regex) {
        this.regex = regex;
    }

    static Characters by(String regex) {
        Needed reader = new Needed(regex);
        Characters needed = reader.alternatives();
        return reader.strange || reader.at < regex.length() ? Characters.NONE : needed;
    }

    private Characters alternatives() {
        Characters needed = sequence();
        while (at < regex.length() && regex.charAt(at) == '|') {
            at++;
            needed = needed.common(sequence());
        }
        return needed;
    }

    private Characters sequence() {
        Characters needed = Characters.NONE;
        while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
            Characters next = item();
            needed = isOptional() ? needed : needed.with(next);
        }
        return needed;
    }

    private Characters item() {
        char c = regex.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> set();
            case '\\' -> escaped();
            case '.', '^', '$' -> Characters.NONE;
            default -> Characters.of(c);
        };
    }

    private Characters group() {
        boolean looksAround = false;
        if (regex.startsWith("?:", at) || regex.startsWith("?>", at)) {
            at += 2;
        } else if (regex.startsWith("?=", at) || regex.startsWith("?!", at) || regex.startsWith("?<", at)) {
            looksAround = true;
            at += 2;
        } else if (regex.startsWith("?", at)) {
            strange = true; // flags, which may change what letters mean
        }
        Characters needed = alternatives();
        at++;
        return looksAround ? Characters.NONE : needed;
    }

    private Characters set() {
        while (at < regex.length() && regex.charAt(at) != ']') {
            strange |= regex.charAt(at) == '[' || regex.startsWith("&&", at);
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        return Characters.NONE;
    }

    private Characters escaped() {
        if (at >= regex.length()) {
            return Characters.NONE;
        }
        char c = regex.charAt(at++);
        if (c == 't') {
            return Characters.of('\t');
        }
        if (c == 'x') {
            at += 2;
            return Characters.NONE;
        }
        if (CLASSES.indexOf(c) >= 0) {
            return Characters.NONE;
        }
        strange |= Character.isLetterOrDigit(c);
        return Characters.of(c);
    }

    /** Passes over how often an item may come; whether it may be missing. */
    private boolean isOptional() {
        if (at >= regex.length()) {
            return false;
        }
        char c = regex.charAt(at);
        boolean optional = c == '?' || c == '*';
        if (c == '{') {
            optional = regex.startsWith("{0", at);
            int end = regex.indexOf('}', at);
            at = end < 0 ? regex.length() : end + 1;
        } else if (optional || c == '+') {
            at++;
        } else {
            return false;
        }
        if (at < regex.length() && (regex.charAt(at) == '?' || regex.charAt(at) == '+')) {
            at++;
        }
        return optional;
    }
}
