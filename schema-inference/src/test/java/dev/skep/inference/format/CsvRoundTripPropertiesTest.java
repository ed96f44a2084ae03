package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import dev.skep.inference.ByteSource;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What another program wrote, in whatever dialect, is found again. */
class CsvRoundTripPropertiesTest {

    private static final List<String> NAMES =
            List.of("id", "birthDate", "unit price", "city_name", "Notes", "Straße", "x1", "total (EUR)");
    private static final List<String> WORDS = List.of(
            "apples",
            "Zürich",
            "two words",
            "with \"quotes\"",
            "a, b",
            "semi; colon",
            "pipe | here",
            "tab\there",
            "A-17");

    private final SchemaInference inference = SchemaInference.standard();

    /** A kind of values, by its type. */
    enum Kind {
        INT,
        BIGINT,
        DOUBLE,
        DATE,
        BOOLEAN,
        STRING;

        String value(Random random) {
            return switch (this) {
                case INT -> String.valueOf(random.nextInt(2_000_000) - 1_000_000);
                case BIGINT -> String.valueOf(5_000_000_000L + random.nextInt());
                case DOUBLE -> random.nextInt(1_000) + "." + (1 + random.nextInt(9));
                case DATE ->
                    LocalDate.of(1990, 1, 1).plusDays(random.nextInt(15_000)).toString();
                case BOOLEAN -> String.valueOf(random.nextBoolean());
                case STRING -> WORDS.get(random.nextInt(WORDS.size()));
            };
        }

        String type() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Written(
            List<Kind> kinds, int rows, char delimiter, boolean quoteAll, String lineEnd, Charset encoding, long seed) {

        byte[] bytes() {
            CsvWriterSettings settings = new CsvWriterSettings();
            settings.getFormat().setDelimiter(delimiter);
            settings.getFormat().setLineSeparator(lineEnd);
            settings.setQuoteAllFields(quoteAll);
            settings.setQuotationTriggers('"', delimiter, '\n', '\r');
            StringWriter text = new StringWriter();
            CsvWriter writer = new CsvWriter(text, settings);
            writer.writeHeaders(names());
            Random random = new Random(seed);
            for (int row = 0; row < rows; row++) {
                List<String> cells = new ArrayList<>();
                kinds.forEach(kind -> cells.add(kind.value(random)));
                writer.writeRow(cells);
            }
            writer.close();
            return text.toString().getBytes(encoding);
        }

        List<String> names() {
            return NAMES.subList(0, kinds.size());
        }
    }

    @Property(tries = 300)
    void dialectHeaderAndTypesAreFoundAgain(@ForAll("tables") Written written) throws IOException {
        InferredSchema schema = ((Inferred) inference.infer(ByteSource.of("data", written.bytes()))).schema();

        assertThat(Objects.requireNonNull(schema.dialect()).delimiter()).isEqualTo(String.valueOf(written.delimiter()));
        assertThat(schema.dialect().headerLines()).isEqualTo(1);
        assertThat(schema.columns()).extracting(InferredColumn::label).containsExactlyElementsOf(written.names());
        assertThat(schema.columns())
                .extracting(column -> column.valueType().text())
                .containsExactlyElementsOf(
                        written.kinds().stream().map(Kind::type).toList());
        assertThat(schema.rows().rows()).isEqualTo(written.rows());
    }

    @Provide
    Arbitrary<Written> tables() {
        Arbitrary<List<Kind>> kinds = Arbitraries.of(Kind.class)
                .list()
                .ofMinSize(2)
                .ofMaxSize(NAMES.size())
                .filter(found -> found.stream().anyMatch(kind -> kind != Kind.STRING));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(3, 40),
                        Arbitraries.of(',', ';', '\t', '|', '^', '\u0001'),
                        Arbitraries.of(true, false),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16),
                        Arbitraries.longs())
                .as(Written::new);
    }
}
