package dev.skep.inference.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which characters, or runs of characters, a text may be delimited by. */
final class Delimiters {

    /** Delimiters that are tried wherever they occur, the likeliest first. */
    private static final List<Candidate> COMMON = List.of(
            new Candidate(",", 1, false),
            new Candidate("\t", 1, false),
            new Candidate(";", 1, false),
            new Candidate("|", 1, false),
            new Candidate("\u0001", 1, false),
            new Candidate("\u0002", 1, false),
            new Candidate("\u001e", 1, false),
            new Candidate("\u001f", 1, false),
            new Candidate("^", 0.95, false),
            new Candidate("~", 0.95, false),
            new Candidate(" ", 0.8, true),
            new Candidate(":", 0.7, true));

    /** How likely any other character is that occurs equally often in each line. */
    private static final double UNUSUAL = 0.7;

    /** What separates parts within values: dates, paths, names, formulas, markup. */
    private static final String INNER = "\"'`.,-_/\\()[]{}<>@=+%$?";

    /** Characters of a delimiter at most. */
    private static final int LONGEST = 4;

    private static final int LINES = 20;
    private static final String EXCEL = "sep=";

    /** What does not occur in a single column, whatever is in it. */
    private static final String NOWHERE = "\u0001";

    private static final Pattern WORD = Pattern.compile("\\w{1,40}");
    private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]{1,9}://[^\\s\"'|;\u0001]{1,2000}");

    private Delimiters() {}

    /**
     * A delimiter that may be meant.
     *
     * @param prior how likely before looking at the cells, 0 to 1
     * @param strict whether it also stands within values so often that only a very regular table speaks for it
     */
    record Candidate(String text, double prior, boolean strict) {

        /** Whether it is tried wherever it occurs, however often. */
        boolean common() {
            return COMMON.stream().anyMatch(it -> it.text().charAt(0) == text.charAt(0));
        }
    }

    /** All that may delimit a text, the likeliest first; the comma is always among them. */
    static List<Candidate> of(String text) {
        int declared = declaredIn(text);
        if (declared >= 0) {
            return List.of(new Candidate(String.valueOf((char) declared), 1, false));
        }
        if (isListOfAddresses(text)) {
            return List.of(new Candidate(NOWHERE, 1, false));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Candidate candidate : COMMON) {
            if (text.indexOf(candidate.text()) >= 0) {
                candidates.add(widened(candidate, text));
            }
        }
        candidates.addAll(unusual(text));
        if (candidates.stream().noneMatch(candidate -> candidate.text().equals(","))) {
            candidates.add(COMMON.get(0));
        }
        return candidates;
    }

    /**
     * Whether the lines are addresses, whose commas and the like delimit nothing: those below a single word, or those that
     * do not have as many commas each.
     */
    private static boolean isListOfAddresses(String text) {
        List<String> lines = text.lines()
                .filter(line -> !line.isBlank())
                .limit(LINES)
                .map(String::strip)
                .toList();
        if (lines.size() < 3) {
            return false;
        }
        boolean headed = WORD.matcher(lines.get(0)).matches();
        List<String> values = lines.subList(headed ? 1 : 0, lines.size());
        boolean even = values.stream().mapToLong(Delimiters::commas).distinct().count() == 1;
        return (headed || !even)
                && values.stream().allMatch(line -> ADDRESS.matcher(line).matches());
    }

    private static long commas(String line) {
        return line.chars().filter(c -> c == ',').count();
    }

    /** The delimiter that a first line such as {@code sep=;} declares, as Excel writes and reads it; -1 if none does. */
    static int declaredIn(String text) {
        int at = EXCEL.length();
        boolean declares = text.length() > at + 1
                && text.regionMatches(true, 0, EXCEL, 0, at)
                && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r');
        return declares ? text.charAt(at) : -1;
    }

    /** A delimiter of several characters, if its first line shows one that is never seen alone: {@code ||}, {@code |~|}. */
    private static Candidate widened(Candidate candidate, String text) {
        char c = candidate.text().charAt(0);
        if (Character.isWhitespace(c)) {
            return candidate;
        }
        String line = text.lines().filter(it -> it.indexOf(c) >= 0).findFirst().orElse("");
        int at = line.indexOf(c);
        int from = at;
        int to = at + 1;
        while (from > 0
                && to - from < LONGEST
                && isMark(line.charAt(from - 1))
                && everywhere(line, line.substring(from - 1, to), c)) {
            from--;
        }
        while (to < line.length()
                && to - from < LONGEST
                && isMark(line.charAt(to))
                && everywhere(line, line.substring(from, to + 1), c)) {
            to++;
        }
        String wide = line.substring(from, to);
        long lines = text.lines().limit(LINES).filter(it -> !it.isEmpty()).count();
        long alike =
                text.lines().limit(LINES).filter(it -> everywhere(it, wide, c)).count();
        boolean holds = wide.length() > 1 && lines > 1 && alike >= lines;
        return holds ? new Candidate(wide, candidate.prior(), candidate.strict()) : candidate;
    }

    /** Whether a character stands in a line, and only as part of the given string. */
    private static boolean everywhere(String line, String wide, char c) {
        if (!line.contains(wide)) {
            return false;
        }
        return line.replace(wide, "").indexOf(c) < 0;
    }

    /** What may be part of a delimiter of several characters. */
    private static boolean isMark(char c) {
        return c > ' ' && !Character.isLetterOrDigit(c) && INNER.indexOf(c) < 0 && c != ';';
    }

    /** Characters that are no common delimiters, but occur equally often in each of the first lines. */
    private static List<Candidate> unusual(String text) {
        List<String> lines =
                text.lines().filter(line -> !line.isEmpty()).limit(LINES + 1L).toList();
        if (lines.size() < 2) {
            return List.of();
        }
        // The last may be cut.
        List<String> whole = lines.size() > LINES ? lines.subList(0, LINES) : lines;
        Map<Character, Integer> counts = marks(whole.get(0));
        for (String line : whole.subList(1, whole.size())) {
            Map<Character, Integer> here = marks(line);
            counts.entrySet().removeIf(entry -> !entry.getValue().equals(here.get(entry.getKey())));
        }
        return counts.keySet().stream()
                .sorted()
                .map(c -> widened(new Candidate(String.valueOf(c), UNUSUAL, true), text))
                .distinct()
                .toList();
    }

    private static Map<Character, Integer> marks(String line) {
        Map<Character, Integer> marks = new HashMap<>();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean ordinary = Character.isLetterOrDigit(c) || Character.isWhitespace(c) || Character.isSurrogate(c);
            if (!ordinary
                    && INNER.indexOf(c) < 0
                    && COMMON.stream().noneMatch(it -> it.text().charAt(0) == c)) {
                marks.merge(c, 1, Integer::sum);
            }
        }
        return marks;
    }
}
