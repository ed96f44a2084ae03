package dev.skep.inference.grok;

import dev.skep.inference.grok.GrokParser.Parsed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An expression that takes a line apart: a regular expression in which {@code %{PART:column}} stands for a named part whose
 * text is a column. {@code %{PART}} is such a part without a column, {@code (?<column>…)} a column without a named part. A type
 * behind the column, as in {@code %{INT:n:int}}, says nothing: texts are what lines hold.
 *
 * <p>Whatever the expression and the line are, matching ends soon: it gives up after a number of steps that grows with the
 * length of the line, and the line then does not match.
 */
public final class Grok {

    /** Longer lines do not match. */
    public static final int LONGEST_LINE = 16 << 10;

    private final List<Column> columns;
    private final Pattern pattern;
    private final Characters needed;

    private Grok(List<Column> columns, Pattern pattern) {
        this.columns = columns;
        this.pattern = pattern;
        this.needed = Needed.by(pattern.pattern());
    }

    /**
     * @throws IllegalArgumentException if the expression is wrong, saying what is wrong and where
     */
    public static Grok of(String expression) {
        return of(expression, Map.of());
    }

    /**
     * @param own regular expressions, or expressions again, of further parts by their names
     * @throws IllegalArgumentException if the expression is wrong, saying what is wrong and where
     */
    public static Grok of(String expression, Map<String, String> own) {
        Parsed parsed = GrokParser.parse(expression, own);
        return new Grok(parsed.columns(), parsed.pattern());
    }

    /**
     * An expression for lines of values with separators between them, for sources that name their columns themselves.
     *
     * @param value a regular expression without capturing groups
     * @param separator likewise
     */
    public static Grok separated(List<String> labels, String value, String separator) {
        String regex = labels.stream().map(label -> "(" + value + ")").collect(Collectors.joining(separator));
        List<Column> columns =
                labels.stream().map(label -> new Column(label, false)).toList();
        return new Grok(columns, Pattern.compile(regex + "(?:" + separator + ".*)?"));
    }

    public List<Column> columns() {
        return columns;
    }

    /** The expression as a regular expression of Java with one group a column, in their order. */
    public String regex() {
        return pattern.pattern();
    }

    /** Characters without which no line matches. */
    public Characters needed() {
        return needed;
    }

    /** The texts of the columns, empty where a column is absent; nothing if the line does not match. */
    public Optional<List<String>> match(String line) {
        if (line.length() > LONGEST_LINE) {
            return Optional.empty();
        }
        Matcher matcher = pattern.matcher(new Steps(line));
        try {
            if (!matcher.matches()) {
                return Optional.empty();
            }
        } catch (TooManyStepsException | StackOverflowError e) {
            // Expressions of users may try a line in more ways than there is time or stack for.
            return Optional.empty();
        }
        String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = matcher.start(i + 1) < 0 ? "" : line.substring(matcher.start(i + 1), matcher.end(i + 1));
        }
        return Optional.of(List.of(texts));
    }

    /** Counts how often the matcher looks at a character. */
    private static final class Steps implements CharSequence {
        private static final int LEAST = 20_000;
        private static final int A_CHARACTER = 100;

        private final String text;
        private int left;

        Steps(String text) {
            this.text = text;
            this.left = LEAST + A_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super("too many steps", null, false, false);
        }
    }
}
