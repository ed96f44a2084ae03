package dev.skep.idl;

/**
 * A lexical unit.
 *
 * @param text the characters themselves; of a literal, what stands between the quotes
 * @param doc the documentation comment right before the token, or the empty string
 */
record Token(Kind kind, String text, String doc, Position at) {
    enum Kind {
        IDENTIFIER,
        INTEGER,
        LITERAL,
        SYMBOL,
        END
    }

    boolean is(String expected) {
        return (kind == Kind.SYMBOL || kind == Kind.IDENTIFIER) && text.equals(expected);
    }

    String described() {
        return switch (kind) {
            case IDENTIFIER, INTEGER, SYMBOL -> "'" + text + "'";
            case LITERAL -> "\"" + text + "\"";
            case END -> "the end of the file";
        };
    }
}
