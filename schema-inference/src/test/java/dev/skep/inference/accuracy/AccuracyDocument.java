package dev.skep.inference.accuracy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The document that says how right answers are, made of the scores. */
final class AccuracyDocument {

    private static final String HEAD = """
            # How accurate inference is

            The test `AccuracyTest` of `schema-inference` writes this page. It compares answers about files of the wild with what is known
            of them from elsewhere: their publishers' own descriptions, exhaustive scans, footers read by other programs. The files
            come from public repositories under licences that allow it; a part of them stands in
            `schema-inference/src/test/resources/accuracy`.

            A file's score is the weighted share of what is right of its format (1), framing (0.5), compression (0.5), delimiter (1), quote
            (0.5), header (1), number (1), names (1) and types (2) of columns, row tag (1) and kind of log (1), as far as they are known. A type
            wider than needed costs something, one that loses values counts as wrong, and is counted as lossy. "Exact" are the files of
            which everything is right. The last line is the mean over categories. Other programs ran over the same files in the same run; a
            dash means that a program does not claim to know such files.

            """;

    private final List<Scoreboard> boards;

    AccuracyDocument(List<Scoreboard> boards) {
        this.boards = boards;
    }

    /** Scores by category, a column for each engine. */
    String table() {
        Scoreboard ours = boards.get(0);
        StringBuilder text = new StringBuilder("| category | files | exact % |");
        boards.forEach(board -> text.append(' ').append(board.engine()).append(" |"));
        text.append("\n| --- | ---: | ---: |")
                .append(" ---: |".repeat(boards.size()))
                .append('\n');
        ours.categories().forEach((category, scored) -> {
            long exact = scored.stream().filter(each -> each.score().isExact()).count();
            text.append("| ")
                    .append(category)
                    .append(" | ")
                    .append(scored.size())
                    .append(" | ");
            text.append(number(100.0 * exact / scored.size())).append(" |");
            boards.forEach(board -> text.append(' ')
                    .append(board.categories().containsKey(category) ? number(board.mean(category)) : "–")
                    .append(" |"));
            text.append('\n');
        });
        text.append("| **mean over categories** | ").append(ours.all().size()).append(" | |");
        boards.forEach(board -> text.append(board == ours ? " **" + number(board.macro()) + "** |" : " |"));
        return text.append('\n').toString();
    }

    private String details() {
        StringBuilder text = new StringBuilder("\n| | ");
        boards.forEach(board -> text.append(board.engine()).append(" | "));
        text.append("\n| --- |").append(" ---: |".repeat(boards.size())).append('\n');
        row(text, "delimiter right, CSV, %", board -> board.right("csv", "delimiter"));
        row(text, "header right, CSV, %", board -> board.right("csv", "header"));
        row(text, "names right, CSV, %", board -> board.right("csv", "names"));
        row(text, "types right, CSV, %", board -> board.right("csv", "types"));
        row(text, "lossy columns of 1,000", Scoreboard::lossy);
        row(
                text,
                "files refused or failed, %",
                board -> 100.0 * board.failed() / board.all().size());
        return text.toString();
    }

    private void row(StringBuilder text, String label, java.util.function.ToDoubleFunction<Scoreboard> figure) {
        text.append("| ").append(label).append(" |");
        boards.forEach(board ->
                text.append(' ').append(number(figure.applyAsDouble(board))).append(" |"));
        text.append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    void write(Path file) throws IOException {
        if (Files.isDirectory(file.getParent())) {
            Files.writeString(file, HEAD + table() + details());
        }
    }
}
