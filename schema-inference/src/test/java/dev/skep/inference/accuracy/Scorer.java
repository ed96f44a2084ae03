package dev.skep.inference.accuracy;

import dev.skep.inference.accuracy.Score.Component;
import dev.skep.inference.report.FileReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Compares an answer with the truth, component by component; what the truth does not state is not judged. */
final class Scorer {

    private final Truth truth;
    private final FileReport found;
    private final List<Component> components = new ArrayList<>();
    private int columns;
    private int lossy;

    private Scorer(Truth truth, FileReport found) {
        this.truth = truth;
        this.found = found;
    }

    static Score score(Truth truth, FileReport found) {
        Scorer scorer = new Scorer(truth, found);
        scorer.format();
        scorer.equal("compression", 0.5, truth.text("compression"), found.compression());
        scorer.equal("delimiter", 1, truth.text("delimiter"), found.delimiter());
        scorer.equal("quote", 0.5, truth.text("quote"), found.quote());
        scorer.equal("header", 1, truth.text("header"), Objects.toString(found.header(), null));
        scorer.oneOf("row tag", truth.text("rowTag"), found.rowTag());
        scorer.oneOf("log kind", truth.text("logKind"), found.logKind());
        scorer.columns();
        // Of damaged files only format and compression are judged: some readers may refuse what others can still use.
        boolean expected = truth.expect().has("readable");
        return new Score(scorer.components, scorer.columns, scorer.lossy, found.error() != null && !expected);
    }

    private void format() {
        String expected = truth.text("format");
        if (expected == null) {
            return;
        }
        add("format", 1, family(expected).equals(family(found.format())), expected, found.format());
        if (family(expected).equals("json")) {
            add("framing", 0.5, expected.equals(found.format()), expected, found.format());
        }
    }

    /** Text by commas and by tabs is one format, as are both framings of JSON. */
    private static String family(String format) {
        return switch (format) {
            case "tsv" -> "csv";
            case "jsonl" -> "json";
            default -> format;
        };
    }

    private void equal(String component, double weight, @Nullable String expected, @Nullable String actual) {
        if (expected != null) {
            add(component, weight, expected.equals(actual), expected, actual);
        }
    }

    private void oneOf(String component, @Nullable String expected, @Nullable String actual) {
        if (expected != null) {
            add(component, 1, List.of(expected.split("\\|")).contains(String.valueOf(actual)), expected, actual);
        }
    }

    private void add(String component, double weight, boolean right, String expected, @Nullable String actual) {
        components.add(new Component(
                component,
                weight,
                right ? 1 : 0,
                "is " + shown(expected) + ", found " + shown(String.valueOf(actual))));
    }

    private static String shown(String text) {
        return text.equals("\t") ? "tab" : text.equals("\u0001") ? "^A" : text;
    }

    private void columns() {
        List<Truth.Column> expected = truth.columns();
        String count = truth.text("columnCount");
        if (count != null) {
            equal("count", 1, count, String.valueOf(found.columns().size()));
        }
        if (expected.isEmpty()) {
            return;
        }
        if (truth.byPosition()) {
            byPosition(expected);
        } else {
            byName(expected);
        }
    }

    private void byPosition(List<Truth.Column> expected) {
        double names = 0;
        int namesJudged = 0;
        List<String> wrong = new ArrayList<>();
        Types types = new Types();
        for (int i = 0; i < Math.max(expected.size(), found.columns().size()); i++) {
            Truth.Column column = i < expected.size() ? expected.get(i) : null;
            FileReport.Column actual =
                    i < found.columns().size() ? found.columns().get(i) : null;
            if (column == null) {
                types.surplus(actual);
                continue;
            }
            if (column.name() != null) {
                namesJudged++;
                boolean right = actual != null && folded(column.name()).equals(folded(actual.name()));
                names += right ? 1 : 0;
                if (!right) {
                    wrong.add(column.name() + " as " + (actual == null ? "nothing" : actual.name()));
                }
            }
            types.judge(column, actual);
        }
        addNames(names, namesJudged, wrong);
        types.add();
    }

    private void byName(List<Truth.Column> expected) {
        Map<String, Deque<FileReport.Column>> actual = new LinkedHashMap<>();
        found.columns()
                .forEach(column -> actual.computeIfAbsent(folded(column.name()), name -> new ArrayDeque<>())
                        .add(column));
        Types types = new Types();
        double names = 0;
        int union = 0;
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < expected.size(); i++) {
            Truth.Column column = expected.get(i);
            // A source whose rows are not records has no names: the place counts.
            String name = column.name() != null
                    ? folded(column.name())
                    : i < found.columns().size() ? folded(found.columns().get(i).name()) : "";
            FileReport.Column same =
                    actual.getOrDefault(name, new ArrayDeque<>()).poll();
            if (column.name() != null) {
                union++;
                names += same == null ? 0 : 1;
                if (same == null) {
                    wrong.add("missing " + column.name());
                }
            }
            types.judge(column, same);
        }
        for (Deque<FileReport.Column> left : actual.values()) {
            for (FileReport.Column column : left) {
                union++;
                wrong.add("surplus " + column.name());
                types.surplus(column);
            }
        }
        addNames(names, union, wrong);
        types.add();
    }

    private void addNames(double right, int judged, List<String> wrong) {
        if (judged > 0) {
            components.add(new Component("names", 1, right / judged, cut(wrong)));
        }
    }

    private static String cut(List<String> wrong) {
        String text = String.join("; ", wrong);
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }

    /** Names are compared as most catalogs keep them. */
    static String folded(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "_");
    }

    /** The types of one file. */
    private final class Types {
        private final List<String> wrong = new ArrayList<>();
        private double sum;
        private int judged;

        void judge(Truth.Column column, FileReport.@Nullable Column actual) {
            TrueType type = column.type();
            if (type == null || TypeCredit.isVoid(type)) {
                return;
            }
            judged++;
            columns++;
            double credit = actual == null ? 0 : TypeCredit.of(type, TrueType.parse(actual.type()), truth.own());
            sum += credit;
            boolean loss = actual != null
                    && credit == 0
                    && !actual.type().equals("string")
                    && !actual.type().equals("binary");
            lossy += loss ? 1 : 0;
            if (credit < 1) {
                wrong.add((loss ? "LOSSY " : "") + column.name() + " " + column.spelling() + " as "
                        + (actual == null ? "nothing" : actual.type()));
            }
        }

        void surplus(FileReport.@Nullable Column column) {
            judged++;
            wrong.add("surplus " + (column == null ? "" : column.name()));
        }

        void add() {
            if (judged > 0) {
                components.add(new Component("types", 2, sum / judged, cut(wrong)));
            }
        }
    }
}
