package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Splitting gives back what was joined, and agrees with an independent parser. */
class CsvTokenizerPropertiesTest {

    private static final int WIDTH = 3;

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cells = Arbitraries.strings().withChars("ab1 ,;\"'\n").ofMaxLength(6);
        return cells.list().ofSize(WIDTH).list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Property
    void splitsWhatWasJoined(
            @ForAll("tables") List<List<String>> table, @ForAll("delimiters") char delimiter, @ForAll boolean doubled) {
        String text = join(table, delimiter, doubled);
        char escape = doubled ? Splitting.NONE : '\\';
        assertThat(split(text, delimiter, escape)).isEqualTo(table);
    }

    @Property
    void agreesWithAnotherParser(@ForAll("tables") List<List<String>> table, @ForAll("delimiters") char delimiter) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.getFormat().setDelimiter(delimiter);
        settings.getFormat().setLineSeparator("\n");
        settings.setLineSeparatorDetectionEnabled(false);
        settings.getFormat().setComment('\0');
        settings.setNullValue("");
        settings.setEmptyValue("");
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        String text = join(table, delimiter, true);
        List<List<String>> theirs = new CsvParser(settings)
                .parseAll(new StringReader(text)).stream().map(Arrays::asList).toList();
        assertThat(split(text, delimiter, Splitting.NONE)).isEqualTo(theirs);
    }

    private static List<List<String>> split(String text, char delimiter, char escape) {
        CsvTokenizer tokens = new CsvTokenizer(text, new Splitting(String.valueOf(delimiter), '"', escape), 10);
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row = tokens.next(); !row.isEmpty(); row = tokens.next()) {
            rows.add(row);
        }
        return rows;
    }

    private static String join(List<List<String>> table, char delimiter, boolean doubled) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : table) {
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                boolean quoted = cell.indexOf(delimiter) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
                String inner = cell.replace("\"", doubled ? "\"\"" : "\\\"");
                text.append(i == 0 ? "" : delimiter).append(quoted ? "\"" + inner + "\"" : cell);
            }
            text.append('\n');
        }
        return text.toString();
    }
}
