package dev.skep.idl;

import java.util.ArrayList;
import java.util.List;

/** Splits the text of one IDL file into tokens. */
final class Lexer {
    private static final String SYMBOLS = "{}()<>=:;,";

    private final String file;
    private final String text;
    private int index;
    private int line = 1;
    private int lineStart;
    private String doc = "";

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** All tokens, the last one of kind {@link Token.Kind#END}. */
    static List<Token> tokens(String file, String text) {
        Lexer lexer = new Lexer(file, text);
        List<Token> tokens = new ArrayList<>();
        Token token;
        do {
            token = lexer.next();
            tokens.add(token);
        } while (token.kind() != Token.Kind.END);
        return tokens;
    }

    private Token next() {
        skipSpaceAndComments();
        Position at = here();
        if (index == text.length()) {
            return token(Token.Kind.END, "", at);
        }
        char first = text.charAt(index);
        if (isNameStart(first)) {
            return token(Token.Kind.IDENTIFIER, takeWhile(Lexer::isNamePart), at);
        }
        if (isDigit(first) || first == '-' || first == '+') {
            return integer(at);
        }
        if (first == '"' || first == '\'') {
            return literal(first, at);
        }
        if (SYMBOLS.indexOf(first) >= 0) {
            index++;
            return token(Token.Kind.SYMBOL, String.valueOf(first), at);
        }
        throw new IdlException(at, "unexpected character '" + first + "'");
    }

    private Token integer(Position at) {
        int start = index++;
        takeWhile(Lexer::isDigit);
        String digits = text.substring(start, index);
        if (!isDigit(digits.charAt(digits.length() - 1))) {
            throw new IdlException(at, "a number must follow '" + digits + "'");
        }
        return token(Token.Kind.INTEGER, digits, at);
    }

    private Token literal(char quote, Position at) {
        int start = ++index;
        while (index < text.length() && text.charAt(index) != quote) {
            if (text.charAt(index) == '\n') {
                throw new IdlException(at, "literal without closing quote");
            }
            index++;
        }
        if (index == text.length()) {
            throw new IdlException(at, "literal without closing quote");
        }
        return token(Token.Kind.LITERAL, text.substring(start, index++), at);
    }

    private Token token(Token.Kind kind, String tokenText, Position at) {
        Token token = new Token(kind, tokenText, doc, at);
        doc = "";
        return token;
    }

    private void skipSpaceAndComments() {
        while (index < text.length()) {
            char c = text.charAt(index);
            if (c == '\n') {
                index++;
                line++;
                lineStart = index;
            } else if (Character.isWhitespace(c)) {
                index++;
            } else if (c == '#' || text.startsWith("//", index)) {
                takeWhile(each -> each != '\n');
            } else if (text.startsWith("/*", index)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        Position at = here();
        int end = text.indexOf("*/", index + 2);
        if (end < 0) {
            throw new IdlException(at, "comment without end");
        }
        String comment = text.substring(index, end);
        if (comment.startsWith("/**")) {
            doc = comment.substring(3).replaceAll("(?m)^\\s*\\* ?", "").strip();
        }
        for (; index < end + 2; index++) {
            if (text.charAt(index) == '\n') {
                line++;
                lineStart = index + 1;
            }
        }
    }

    private String takeWhile(CharTest test) {
        int start = index;
        while (index < text.length() && test.accepts(text.charAt(index))) {
            index++;
        }
        return text.substring(start, index);
    }

    private Position here() {
        return new Position(file, line, index - lineStart + 1);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '_' || c == '.';
    }

    private interface CharTest {
        boolean accepts(char c);
    }
}
