package dev.skep.inference.format;

import dev.skep.inference.grok.Characters;
import dev.skep.inference.grok.Grok;
import dev.skep.inference.grok.LogKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells of what kind a log is, by how many of its first lines have the form of each kind. */
final class LogDetector {

    private static final int LINES = 120;

    /** A kind that none of so many lines belong to is given up. */
    private static final int PATIENCE = 25;

    /** What a line before the first entry counts: it may be a header, which speaks neither for nor against a kind. */
    private static final double HEADER = 0.5;

    /** A header is short beside so many times the entries, and no doubt at all. */
    private static final int ENTRIES_A_HEADER_LINE = 3;

    /** Of a log, so many lines are entries or go on with one. */
    private static final double LEAST_SHARE = 0.6;

    /** A kind is preferred to a surer one that comes later if it is so close to it. */
    private static final double CLOSE = 0.9;

    /** How sure a log is that names its columns in comments. */
    private static final double HEADED = 0.98;

    private static final Pattern CONTINUATION =
            Pattern.compile("[ \\t].*|at .*|Caused by.*|\\.\\.\\. \\d+ more.*|Traceback .*|-->.*|[})\\]].*|#\\d+ .*");
    /** What begins with a time, in whatever notation, or a level in brackets, and goes on with several words. */
    private static final Grok ENTRY =
            Grok.of("(?:\\[?%{ANYTIME:time}(?:\\] ?| +)\\D\\S* +|\\[%{LEVEL:level}\\]:? +)\\S+ +\\S.*");

    private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]");

    private final Map<String, List<LogKind>> byName = new LinkedHashMap<>();
    private final double mostScore;

    LogDetector(List<LogKind> kinds) {
        kinds.forEach(kind ->
                byName.computeIfAbsent(kind.name(), name -> new ArrayList<>()).add(kind));
        mostScore = kinds.stream().mapToDouble(LogKind::telling).reduce(HEADED, Math::max);
    }

    /**
     * What a log is taken for.
     *
     * @param score 0 to 1: how sure that is
     */
    record Guess(LogEntries entries, double score, String because, Optional<Guess> next) {}

    /** The highest score of any guess. */
    double mostScore() {
        return mostScore;
    }

    /** @param whole whether the text ends with a whole line */
    Optional<Guess> detect(String text, boolean whole) {
        List<String> lines = lines(text, whole, LINES);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Optional<LogEntries> headed = HeadedLog.of(lines);
        if (headed.isPresent()) {
            return headed.map(log -> new Guess(log, HEADED, "comments name its columns", Optional.empty()));
        }
        List<Guess> guesses = new ArrayList<>();
        List<Characters> characters = lines.stream().map(Characters::of).toList();
        byName.forEach((name, forms) -> judge(forms, lines, characters).ifPresent(guesses::add));
        double pairs = Logfmt.share(lines);
        if (pairs >= LEAST_SHARE) {
            guesses.add(new Guess(
                    Logfmt.of(lines), 0.95 * pairs, percent(pairs) + " of its lines are pairs", Optional.empty()));
        }
        double best = guesses.stream().mapToDouble(Guess::score).max().orElse(0);
        return guesses.stream()
                .filter(guess -> guess.score() >= CLOSE * best)
                .findFirst()
                .map(guess -> new Guess(guess.entries(), guess.score(), guess.because(), next(guesses, guess)));
    }

    /** The lines that are not blank, without the colours of terminals. */
    static List<String> lines(String text, boolean whole, int most) {
        List<String> lines = new ArrayList<>(text.lines()
                .limit(4L * most)
                .filter(line -> !line.isBlank())
                .limit(most)
                .map(LogDetector::plain)
                .toList());
        if (!whole && lines.size() > 1 && lines.size() < most) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    /** Whether texts, which may be parts of lines, look like the entries of a log, each of which says when and then what. */
    static boolean areEntries(List<String> texts) {
        return !texts.isEmpty()
                && texts.stream().allMatch(text -> ENTRY.match(text).isPresent());
    }

    static String plain(String line) {
        return line.indexOf('\u001b') < 0 ? line : COLOURS.matcher(line).replaceAll("");
    }

    private static Optional<Guess> next(List<Guess> guesses, Guess chosen) {
        Guess next = null;
        for (Guess guess : guesses) {
            if (!guess.entries().kind().equals(chosen.entries().kind())
                    && (next == null || guess.score() > next.score())) {
                next = guess;
            }
        }
        return Optional.ofNullable(next);
    }

    private static Optional<Guess> judge(List<LogKind> forms, List<String> lines, List<Characters> characters) {
        int[] entries = new int[forms.size()];
        int matched = 0;
        int continued = 0;
        int before = 0;
        boolean trailing = false;
        double telling = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            int form = form(forms, line, characters.get(i));
            if (form >= 0) {
                entries[form]++;
                matched++;
                trailing = forms.get(form).trailing();
                telling += forms.get(form).telling();
            } else if (matched > 0 && (trailing || CONTINUATION.matcher(line).matches())) {
                continued++;
            } else if (matched == 0 && ++before > PATIENCE) {
                return Optional.empty();
            }
        }
        double header = matched >= ENTRIES_A_HEADER_LINE * before ? 1 : HEADER;
        double share = (matched + continued + header * before) / lines.size();
        if (matched == 0 || share < LEAST_SHARE) {
            return Optional.empty();
        }
        int main = 0;
        for (int form = 1; form < entries.length; form++) {
            main = entries[form] > entries[main] ? form : main;
        }
        LogKind kind = forms.get(main);
        return Optional.of(new Guess(
                new KnownLog(kind),
                telling / matched * share,
                percent(share) + " of its lines are or go on with entries of " + kind.name(),
                Optional.empty()));
    }

    private static int form(List<LogKind> forms, String line, Characters characters) {
        for (int i = 0; i < forms.size(); i++) {
            Grok grok = forms.get(i).grok();
            if (characters.containAll(grok.needed()) && grok.match(line).isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
