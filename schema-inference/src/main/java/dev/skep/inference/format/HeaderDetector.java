package dev.skep.inference.format;

import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Shapes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether the first row names the columns, by weighing what speaks for and against it: cells that look like
 * names, are unique, differ from the rows below in kind, in shape or in length, and do not come up again as values.
 */
final class HeaderDetector {

    private static final int ROWS = 200;

    /** The score of a header that is known to be one. */
    static final double CERTAIN = 10;

    /** The score of a header whose names are numbers. */
    private static final double NUMBERED = 3;

    private static final double ONE_COLUMN = 0.6;

    /** The share of rows that may be headers of further tables. */
    private static final double FEW = 0.1;

    /** Longer cells are no names; matching them could take as many stack frames as characters. */
    private static final int LONGEST_NAME = 150;

    private static final Pattern NAME = Pattern.compile("[\\p{L}_#$%][\\p{L}\\p{N}_ .\\-/()#$%&:']{0,79}");
    private static final Pattern CODE_NAME =
            Pattern.compile("[a-z]+([A-Z][a-z0-9]*)+|\\p{L}[\\p{L}0-9]*([_.]\\p{L}*[0-9]*)+|[a-z]{2,}[0-9]*");
    private static final Set<String> COMMON = Set.of(
            "id",
            "name",
            "date",
            "time",
            "timestamp",
            "code",
            "type",
            "value",
            "year",
            "month",
            "day",
            "status",
            "count",
            "amount",
            "price",
            "title",
            "description",
            "category",
            "country",
            "city",
            "state",
            "region",
            "address",
            "email",
            "phone",
            "url",
            "latitude",
            "longitude",
            "lat",
            "lon",
            "total",
            "number",
            "quantity",
            "key",
            "comment",
            "user",
            "age",
            "sex",
            "gender",
            "source",
            "group",
            "rank",
            "score",
            "first name",
            "last name",
            "index",
            "notes",
            "label",
            "unit",
            "currency",
            "language",
            "version",
            "zip",
            "team");

    private HeaderDetector() {}

    /** @param score above 0: a header; further from 0 is surer */
    record Verdict(double score, String because) {
        boolean header() {
            return score > 0;
        }

        /** The same with further evidence for a header. */
        Verdict plus(double more, String reason) {
            return new Verdict(score + more, because + ", " + reason);
        }

        /** 0.5 to 1. */
        double confidence() {
            return 1 / (1 + Math.exp(-Math.abs(score)));
        }
    }

    static Verdict judge(List<String> first, List<List<String>> rows) {
        List<String> reasons = new ArrayList<>();
        Optional<String> numbered = NumberedNames.reason(first, rows.subList(0, Math.min(ROWS, rows.size())));
        if (numbered.isPresent()) {
            return new Verdict(NUMBERED, numbered.get());
        }
        double score = names(first, rows, reasons);
        if (first.size() == 1 && !COMMON.contains(plainName(first.get(0)))) {
            // A list of words begins with a word, too.
            score -= ONE_COLUMN;
        }
        if (!rows.isEmpty()) {
            score +=
                    contrast(first, withoutHeadersOfMore(first, rows.subList(0, Math.min(ROWS, rows.size()))), reasons);
        }
        return new Verdict(score, reasons.isEmpty() ? "nothing speaks for or against it" : String.join(", ", reasons));
    }

    /** The rows but the headers of further tables below, which are few and have several cells of the first row. */
    private static List<List<String>> withoutHeadersOfMore(List<String> first, List<List<String>> rows) {
        List<List<String>> others =
                rows.stream().filter(row -> inCommon(first, row) < 2).toList();
        return rows.size() - others.size() <= FEW * rows.size() ? others : rows;
    }

    private static int inCommon(List<String> first, List<String> row) {
        int common = 0;
        for (int i = 0; i < Math.min(first.size(), row.size()); i++) {
            common += !row.get(i).isBlank() && row.get(i).equals(first.get(i)) ? 1 : 0;
        }
        return common;
    }

    /** How much the cells alone look like names. */
    private static double names(List<String> first, List<List<String>> rows, List<String> reasons) {
        int given = 0;
        int named = 0;
        int coded = 0;
        int common = 0;
        int typed = 0;
        Set<String> distinct = new HashSet<>();
        for (String cell : first) {
            String value = cell.strip();
            if (value.isEmpty()) {
                continue;
            }
            given++;
            distinct.add(value.toLowerCase(Locale.ROOT));
            typed += isTyped(value) ? 1 : 0;
            if (value.length() > LONGEST_NAME) {
                continue;
            }
            named += NAME.matcher(value).matches() ? 1 : 0;
            coded += CODE_NAME.matcher(value).matches() ? 1 : 0;
            common += COMMON.contains(plainName(value)) ? 1 : 0;
        }
        if (given == 0) {
            reasons.add("its cells are empty");
            return -5;
        }
        double score = -0.3 + 1.0 * named / given + 0.8 * coded / given + Math.min(2.0, 1.2 * common);
        if (named == given) {
            reasons.add("all its cells look like names");
        }
        if (common > 0) {
            reasons.add(common + " of them are common column names");
        }
        if (distinct.size() < given) {
            reasons.add("cells repeat");
            score -= 2.0 * (given - distinct.size()) / given + 0.5;
        }
        // One empty cell often heads an index column.
        int nameless = nameless(first, rows);
        if (nameless > 1 || (nameless == 1 && !first.get(0).isBlank())) {
            score -= 1.5 * nameless / first.size();
        }
        if (typed > 0) {
            reasons.add(typed + " of its cells are numbers or dates");
            score -= 3.0 * typed / given;
        }
        return score;
    }

    private static String plainName(String cell) {
        return cell.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Cells that are empty although there are values below them. */
    private static int nameless(List<String> first, List<List<String>> rows) {
        int nameless = 0;
        for (int column = 0; column < first.size(); column++) {
            boolean filled = rows.isEmpty();
            for (int i = 0; i < rows.size() && !filled; i++) {
                List<String> row = rows.get(i);
                filled = column < row.size() && !row.get(column).isBlank();
            }
            nameless += filled && first.get(column).isBlank() ? 1 : 0;
        }
        return nameless;
    }

    /** How much the first row differs from those below. */
    private static double contrast(List<String> first, List<List<String>> rows, List<String> reasons) {
        double score = 0;
        int kinds = 0;
        int sameKinds = 0;
        int numberedTruths = 0;
        int shapes = 0;
        int alike = 0;
        int words = 0;
        int again = 0;
        for (int column = 0; column < first.size(); column++) {
            String cell = first.get(column).strip();
            List<String> below = cell.isEmpty() ? List.of() : below(rows, column);
            if (below.isEmpty()) {
                continue;
            }
            if (isMostlyTyped(below)) {
                if (Shapes.of(cell) == Shape.WHOLE && areTruths(below)) {
                    numberedTruths++;
                } else if (isTyped(cell)) {
                    sameKinds++;
                } else if (Shapes.of(cell) == Shape.TEXT) {
                    kinds++;
                }
            } else if (below.contains(cell)) {
                again++;
            } else if (isOfOneForm(cell, below)) {
                alike++;
            } else if (differs(cell, below)) {
                shapes++;
            } else if (isOfOneWord(cell, below)) {
                words++;
            }
        }
        if (kinds > 0) {
            reasons.add(kinds + " columns of numbers or dates begin with a word");
            score += Math.min(5, 2.5 * kinds);
        }
        if (numberedTruths > 0) {
            reasons.add(numberedTruths + " columns of true and false begin with a number");
            score += Math.min(5, 2.5 * numberedTruths);
        }
        if (sameKinds > 0) {
            reasons.add(sameKinds + " columns of numbers or dates begin with one");
            score -= Math.min(5, 2.5 * sameKinds);
        }
        if (shapes > 0) {
            reasons.add(shapes + " columns begin with a cell unlike those below");
            score += Math.min(2.5, 1.0 * shapes);
        }
        if (alike > 0) {
            reasons.add(alike + " columns begin with a code just like those below");
            score -= Math.min(4, 1.5 * alike);
        }
        if (words > 0) {
            reasons.add(words + " columns begin with a word of the form of those below");
            score -= Math.min(2, 0.5 * words);
        }
        if (again > 0) {
            reasons.add(again + " cells come again as values");
            score -= Math.min(4, 2.0 * again);
        }
        return score;
    }

    private static List<String> below(List<List<String>> rows, int column) {
        List<String> values = new ArrayList<>();
        for (List<String> row : rows) {
            if (column < row.size() && !row.get(column).isBlank()) {
                values.add(row.get(column).strip());
            }
        }
        return values;
    }

    private static boolean isTyped(String cell) {
        return Shapes.of(cell).isTyped();
    }

    private static boolean areTruths(List<String> values) {
        return values.size() > 1 && values.stream().allMatch(value -> Shapes.of(value) == Shape.TRUTH);
    }

    private static boolean isMostlyTyped(List<String> values) {
        int given = 0;
        int texts = 0;
        for (String value : values) {
            Shape shape = Shapes.of(value);
            given += shape == Shape.NULL || shape == Shape.NULL_WORD ? 0 : 1;
            texts += shape == Shape.TEXT ? 1 : 0;
        }
        return given > 0 && texts <= 0.1 * given;
    }

    /** Whether the cell and all values below are codes of one form and length. */
    private static boolean isOfOneForm(String cell, List<String> below) {
        String form = form(cell);
        boolean marked = hasDigit(cell) && cell.chars().anyMatch(c -> !Character.isLetterOrDigit(c));
        return below.size() > 1
                && below.stream()
                        .allMatch(value -> value.length() == cell.length()
                                && (form(value).equals(form) || (marked && hasSameMarks(cell, value))));
    }

    /** Whether two values of one length have the same marks at the same places, as identifiers in hexadecimal have. */
    private static boolean hasSameMarks(String cell, String value) {
        for (int i = 0; i < cell.length(); i++) {
            boolean mark = !Character.isLetterOrDigit(cell.charAt(i));
            boolean same = cell.charAt(i) == value.charAt(i);
            if (!same && (mark || !Character.isLetterOrDigit(value.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the cell and all values below are written alike, such as one capitalised word. */
    private static boolean isOfOneWord(String cell, List<String> below) {
        String form = form(cell);
        return below.size() > 1 && below.stream().allMatch(value -> form(value).equals(form));
    }

    /** Whether the values below share a form that the cell does not have. */
    private static boolean differs(String cell, List<String> below) {
        String form = form(below.get(0));
        boolean oneForm =
                below.size() > 1 && below.stream().allMatch(value -> form(value).equals(form));
        if (oneForm) {
            return !form(cell).equals(form);
        }
        double mean = below.stream().mapToInt(String::length).average().orElse(0);
        double spread = Math.sqrt(below.stream()
                .mapToDouble(value -> Math.pow(value.length() - mean, 2))
                .average()
                .orElse(0));
        if (below.size() >= 5 && Math.abs(cell.length() - mean) > 3 * spread + 2) {
            return true;
        }
        boolean digitsBelow = below.stream().filter(HeaderDetector::hasDigit).count() > 0.8 * below.size();
        boolean capitalsBelow = below.stream()
                        .filter(value -> Character.isUpperCase(value.codePointAt(0)))
                        .count()
                == below.size();
        return (digitsBelow && !hasDigit(cell)) || (capitalsBelow && Character.isLowerCase(cell.codePointAt(0)));
    }

    private static boolean hasDigit(String value) {
        return value.chars().anyMatch(Character::isDigit);
    }

    /** A value with its letters and digits replaced by their kind, repetitions of words left out. */
    private static String form(String value) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < Math.min(value.length(), 60); i++) {
            char c = value.charAt(i);
            char kind = Character.isDigit(c) ? '9' : Character.isUpperCase(c) ? 'A' : Character.isLetter(c) ? 'a' : c;
            boolean repeated = kind == 'a' && form.length() > 0 && form.charAt(form.length() - 1) == 'a';
            if (!repeated) {
                form.append(kind);
            }
        }
        return form.toString();
    }
}
