package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import dev.skep.inference.ByteSource;
import dev.skep.inference.Dialect;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What FastCSV writes is read as FastCSV reads it, told the dialect and told nothing. */
class CsvDifferentialPropertiesTest {

    private static final int WIDTH = 3;

    /** Without CR in cells: where lines end with LF, FastCSV 4.1 drops a quoted cell that ends with one, and joins rows. */
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cells = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab1 ,;\"'\n\t|ß").ofMaxLength(6),
                Arbitraries.integers().map(String::valueOf));
        return cells.list().ofSize(WIDTH).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|');
    }

    @Provide
    Arbitrary<LineDelimiter> lineEnds() {
        return Arbitraries.of(LineDelimiter.LF, LineDelimiter.CRLF, LineDelimiter.CR);
    }

    @Property
    void splitsAsFastCsvDoes(
            @ForAll("tables") List<List<String>> table,
            @ForAll("delimiters") char delimiter,
            @ForAll("lineEnds") LineDelimiter lineEnd,
            @ForAll boolean always) {
        String text = written(table, delimiter, lineEnd, always ? QuoteStrategies.ALWAYS : Padded.QUOTED);
        assertThat(FastCsv.ours(text, new Splitting(String.valueOf(delimiter), '"', Splitting.NONE)))
                .isEqualTo(FastCsv.theirs(text, delimiter, '"'))
                .isEqualTo(table);
    }

    /** The same with the dialect found by us; a number and a name in each row make it a table. */
    @Property(tries = 200)
    void findsTheDialectThatFastCsvWrote(
            @ForAll("tables") List<List<String>> table,
            @ForAll("delimiters") char delimiter,
            @ForAll("lineEnds") LineDelimiter lineEnd)
            throws IOException {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("id", "first_name", "second_name", "third_name", "size"));
        for (int i = 0; i < 8; i++) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(i)));
            cells.addAll(table.get(i % table.size()));
            cells.add(i + ".25");
            rows.add(cells);
        }
        String text = written(rows, delimiter, lineEnd, QuoteStrategies.ALWAYS);
        InferredSchema schema = ((Inferred) SchemaInference.standard()
                        .infer(ByteSource.of("data.csv", text.getBytes(StandardCharsets.UTF_8))))
                .schema();
        Dialect dialect = Objects.requireNonNull(schema.dialect());

        assertThat(dialect.delimiter()).isEqualTo(String.valueOf(delimiter));
        assertThat(dialect.quote()).isEqualTo('"');
        assertThat(schema.rows().rows()).isEqualTo(8);
        assertThat(schema.columns())
                .extracting(InferredColumn::label)
                .containsExactlyElementsOf(FastCsv.theirs(text, delimiter, '"').get(0));
        assertThat(schema.columns())
                .extracting(column -> column.valueType().text())
                .startsWith("int")
                .endsWith("double");
    }

    private static String written(
            List<List<String>> table, char delimiter, LineDelimiter lineEnd, QuoteStrategy quotes) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .lineDelimiter(lineEnd)
                .quoteStrategy(quotes)
                .build(text)) {
            table.forEach(writer::writeRecord);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Besides what must be quoted: what begins with a blank, which may stand before a quote, and what is empty. */
    private enum Padded implements QuoteStrategy {
        QUOTED;

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.isEmpty() || value.charAt(0) == ' ';
        }
    }
}
