package dev.skep.inference.format;

/** Lines of comment above a table, which begin with {@code #}. */
final class Comments {

    private static final char MARK = '#';

    private Comments() {}

    /** The text after the comment, or all of it if there is nothing else. */
    static String after(String text) {
        int from = 0;
        int line = start(text, 0);
        while (line < text.length() && text.charAt(line) == MARK) {
            from = end(text, line);
            line = start(text, from);
        }
        return line < text.length() ? text.substring(from) : text;
    }

    /** The next line that is not empty. */
    private static int start(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int end(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
            i++;
        }
        return i;
    }
}
