package dev.skep.crawler.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, as wide as they need to be. */
final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] toTheRight;

    /** A column whose title begins with {@code >} is set to the right, as numbers are. */
    TextTable(String... titles) {
        toTheRight = new boolean[titles.length];
        List<String> head = new ArrayList<>();
        for (int i = 0; i < titles.length; i++) {
            toTheRight[i] = titles[i].startsWith(">");
            head.add(toTheRight[i] ? titles[i].substring(1) : titles[i]);
        }
        rows.add(head);
    }

    void row(String... cells) {
        if (cells.length != toTheRight.length) {
            throw new IllegalArgumentException("A row has " + cells.length + " cells, the table " + toTheRight.length);
        }
        rows.add(List.of(cells));
    }

    void print(PrintWriter out) {
        int[] widths = new int[toTheRight.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i == 0 ? "" : "  ");
                line.append(toTheRight[i] ? padding + row.get(i) : row.get(i) + padding);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
