package dev.skep.inference.grok;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns grok into a regular expression in which the groups are the columns. */
final class GrokParser {

    private static final int DEEPEST = 16;
    private static final int LONGEST = 20_000;
    private static final Map<String, String> PARTS = Lines.of("patterns.txt", GrokParser::part);
    private static final Pattern NAME = Pattern.compile("\\w+");

    private final StringBuilder regex = new StringBuilder();
    private final List<Column> columns = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    /** Parts of the user's, which go before those that everybody has. */
    private final Map<String, String> own;

    private GrokParser(Map<String, String> own) {
        this.own = own;
    }

    record Parsed(List<Column> columns, Pattern pattern) {}

    static Parsed parse(String expression, Map<String, String> own) {
        GrokParser parser = new GrokParser(own);
        parser.expand(expression, 0);
        try {
            Pattern pattern = Pattern.compile(parser.regex.toString());
            if (pattern.matcher("").groupCount() != parser.columns.size()) {
                throw new IllegalArgumentException("Grok expression has a group that is no column: " + expression);
            }
            return new Parsed(List.copyOf(parser.columns), pattern);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "Grok expression is no regular expression, " + e.getDescription() + ": " + expression, e);
        }
    }

    private static Map.Entry<String, String> part(String line) {
        int blank = line.indexOf(' ');
        return Map.entry(line.substring(0, blank), line.substring(blank).strip());
    }

    private void expand(String text, int level) {
        if (level > DEEPEST || regex.length() > LONGEST) {
            throw new IllegalArgumentException("Grok expression is too long, or a part of it contains itself");
        }
        boolean set = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char escaped = text.charAt(++i);
                if (!set && escaped >= '1' && escaped <= '9') {
                    throw new IllegalArgumentException("Grok expression refers back to a group at " + i + ": " + text);
                }
                regex.append(c).append(escaped);
            } else if (set) {
                set = c != ']';
                regex.append(c);
            } else if (c == '[') {
                set = true;
                regex.append(c);
            } else if (c == '(') {
                i = group(text, i);
            } else if (c == '%' && text.startsWith("%{", i)) {
                i = reference(text, i, level);
            } else {
                regex.append(c);
            }
        }
    }

    /** Opens a group at an index; the index of the last character that belongs to its opening. */
    private int group(String text, int from) {
        if (!text.startsWith("(?", from)) {
            regex.append("(?:");
            return from;
        }
        boolean named =
                text.startsWith("(?<", from) && !text.startsWith("(?<=", from) && !text.startsWith("(?<!", from);
        if (!named) {
            regex.append("(?");
            return from + 1;
        }
        int end = text.indexOf('>', from);
        if (end < 0) {
            throw new IllegalArgumentException("Grok expression has a group without the end of its name: " + text);
        }
        column(text.substring(from + 3, end), false);
        regex.append('(');
        return end;
    }

    /** Replaces a part; the index of its last character. */
    private int reference(String text, int from, int level) {
        int end = text.indexOf('}', from);
        if (end < 0) {
            throw new IllegalArgumentException("Grok expression has a part without its closing brace: " + text);
        }
        String[] words = text.substring(from + 2, end).split(":", -1);
        String part = own.containsKey(words[0]) ? own.get(words[0]) : PARTS.get(words[0]);
        if (part == null || words.length > 3) {
            throw new IllegalArgumentException(
                    "Grok expression names an unknown part: " + text.substring(from, end + 1));
        }
        if (words.length > 1) {
            column(words[1], words.length > 2 && words[2].equals("timestamp"));
        }
        regex.append(words.length > 1 ? "(" : "(?:");
        expand(part, level + 1);
        regex.append(')');
        return end;
    }

    private void column(String name, boolean timestamp) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Grok expression has a column of the illegal name '" + name + "'");
        }
        if (!names.add(name)) {
            throw new IllegalArgumentException("Grok expression names the column " + name + " twice");
        }
        columns.add(new Column(name, timestamp));
    }
}
