package dev.skep.server.filter;

import dev.skep.server.model.CatalogException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a filter into tokens.
 *
 * <p>Inside quotes a backslash escapes its own quote only and else is a backslash: clients quote values without
 * doubling backslashes, and patterns of {@code LIKE} have escapes of their own.
 */
final class FilterLexer {
    /** What a token is; {@code NAME} in back quotes is never a keyword. */
    enum Kind {
        WORD,
        NAME,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    /**
     * @param text without quotes
     * @param at where it starts in the filter, from 0
     */
    record Token(Kind kind, String text, int at) {
        boolean isWord(String keyword) {
            return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
        }

        boolean isSymbol(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        String shown() {
            return switch (kind) {
                case WORD, NAME, NUMBER, SYMBOL -> "'" + text + "'";
                case STRING -> "the text '" + text + "'";
                case END -> "the end";
            };
        }
    }

    private static final Pattern BARE_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?![\\p{Alnum}_-])");
    private static final Pattern BARE_NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?(?![\\p{Alnum}_.])");
    private static final Pattern SYMBOL = Pattern.compile("<>|<=|>=|!=|==|[=<>(),]");

    private final String filter;
    private int at;

    private FilterLexer(String filter) {
        this.filter = filter;
    }

    /** All tokens, the last one being the end. */
    static List<Token> tokens(String filter) {
        FilterLexer lexer = new FilterLexer(filter);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        while (at < filter.length() && Character.isWhitespace(filter.charAt(at))) {
            at++;
        }
        if (at == filter.length()) {
            return new Token(Kind.END, "", at);
        }
        char first = filter.charAt(at);
        int start = at;
        if (first == '\'' || first == '"') {
            return new Token(Kind.STRING, quoted(first), start);
        }
        if (first == '`') {
            return new Token(Kind.NAME, quoted(first), start);
        }
        for (Pattern literal : List.of(BARE_DATE, BARE_NUMBER)) {
            if (matches(literal)) {
                return new Token(Kind.NUMBER, filter.substring(start, at), start);
            }
        }
        if (matches(SYMBOL)) {
            return new Token(Kind.SYMBOL, filter.substring(start, at), start);
        }
        if (isWordPart(filter.codePointAt(at))) {
            while (at < filter.length() && isWordPart(filter.codePointAt(at))) {
                at += Character.charCount(filter.codePointAt(at));
            }
            return new Token(Kind.WORD, filter.substring(start, at), start);
        }
        throw error(filter, start, "'" + Character.toString(filter.codePointAt(start)) + "' means nothing here");
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < filter.length(); i++) {
            char c = filter.charAt(i);
            if (c == quote) {
                at = i + 1;
                return text.toString();
            }
            if (c == '\\' && i + 1 < filter.length()) {
                i++;
                if (filter.charAt(i) != quote) {
                    text.append(c);
                }
                text.append(filter.charAt(i));
            } else {
                text.append(c);
            }
        }
        throw error(filter, at, "the quote that opens here is not closed");
    }

    private boolean matches(Pattern pattern) {
        Matcher matcher = pattern.matcher(filter).region(at, filter.length()).useTransparentBounds(true);
        if (!matcher.lookingAt()) {
            return false;
        }
        at = matcher.end();
        return true;
    }

    private static boolean isWordPart(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || codePoint == '_';
    }

    /** The refusal of a filter, with the place and what stands there. */
    static CatalogException error(String filter, int at, String problem) {
        int from = Math.max(0, at - 40);
        int to = Math.min(filter.length(), at + 60);
        String shown = (from > 0 ? "…" : "") + filter.substring(from, to) + (to < filter.length() ? "…" : "");
        return CatalogException.invalid("Error parsing partition filter: it cannot be read at character " + (at + 1)
                + ": " + problem + ". The filter: " + shown);
    }
}
