package dev.skep.inference.accuracy;

import dev.skep.inference.report.FileReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The scores of one engine over a folder of files. */
final class Scoreboard {

    /** A file and its score. */
    record Scored(Truth truth, Score score) {}

    private final String engine;
    private final SortedMap<String, List<Scored>> byCategory = new TreeMap<>();

    private Scoreboard(String engine) {
        this.engine = engine;
    }

    static Scoreboard of(Engine engine, List<Truth> truths) {
        Scoreboard board = new Scoreboard(engine.name());
        for (Truth truth : truths) {
            if (engine.knows(truth.category())) {
                board.byCategory
                        .computeIfAbsent(truth.category(), category -> new ArrayList<>())
                        .add(new Scored(truth, Scorer.score(truth, answer(engine, truth))));
            }
        }
        return board;
    }

    /** An engine that trips over a file has failed on it, no more. */
    private static FileReport answer(Engine engine, Truth truth) {
        try {
            return engine.answer(truth.file());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return FileReport.failed(truth.name(), String.valueOf(e));
        }
    }

    String engine() {
        return engine;
    }

    Map<String, List<Scored>> categories() {
        return byCategory;
    }

    /** The mean of a category, 0 to 100. */
    double mean(String category) {
        return 100
                * byCategory.getOrDefault(category, List.of()).stream()
                        .mapToDouble(scored -> scored.score().value())
                        .average()
                        .orElse(0);
    }

    /** The mean over all categories, each counting the same. */
    double macro() {
        return byCategory.keySet().stream().mapToDouble(this::mean).average().orElse(0);
    }

    /** Columns whose type would lose values, of a thousand. */
    double lossy() {
        int columns = 0;
        int lossy = 0;
        for (Scored scored : all()) {
            columns += scored.score().columns();
            lossy += scored.score().lossy();
        }
        return columns == 0 ? 0 : 1000.0 * lossy / columns;
    }

    long failed() {
        return all().stream().filter(scored -> scored.score().failed()).count();
    }

    List<Scored> all() {
        return byCategory.values().stream().flatMap(List::stream).toList();
    }

    /** How often a component is right where it is judged, in percent. */
    double right(String categories, String component) {
        int judged = 0;
        double sum = 0;
        for (Scored scored : all()) {
            if (scored.truth().category().startsWith(categories)) {
                for (Score.Component each : scored.score().components()) {
                    if (each.name().equals(component)) {
                        judged++;
                        sum += each.credit();
                    }
                }
            }
        }
        return judged == 0 ? Double.NaN : 100 * sum / judged;
    }

    /** A table by category. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "%-18s %5s %7s %7s %6s %6s%n", engine, "files", "score", "exact", "lossy", "failed"));
        byCategory.forEach((category, scored) -> text.append(String.format(
                Locale.ROOT,
                "%-18s %5d %7.2f %7.1f %6d %6d%n",
                category,
                scored.size(),
                mean(category),
                100.0 * scored.stream().filter(each -> each.score().isExact()).count() / scored.size(),
                scored.stream().mapToInt(each -> each.score().lossy()).sum(),
                scored.stream().filter(each -> each.score().failed()).count())));
        text.append(String.format(
                Locale.ROOT,
                "%-18s %5d %7.2f  delimiter %.2f  header %.2f  types of csv %.2f  lossy/1000 %.2f  failed %d%n",
                "macro",
                all().size(),
                macro(),
                right("csv", "delimiter"),
                right("csv", "header"),
                right("csv", "types"),
                lossy(),
                failed()));
        return text.toString();
    }

    /** What is wrong, file by file. */
    String wrong(String categories) {
        StringBuilder text = new StringBuilder();
        for (Scored scored : all()) {
            if (scored.truth().category().startsWith(categories)
                    && !scored.score().isExact()) {
                text.append(scored.truth().name()).append(System.lineSeparator());
                text.append(scored.score().wrong());
            }
        }
        return text.toString();
    }
}
