package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Dialect;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files of the wild, split by the dialect that was found in them, are split as FastCSV does. */
class CsvDifferentialTest {

    private static final Path FILES = Path.of("src/test/resources/accuracy/files");

    @Test
    void splitsFilesOfTheWildAsFastCsvDoes() throws IOException {
        List<String> compared = new ArrayList<>();
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                byte[] bytes = Files.readAllBytes(file);
                Inference answer = SchemaInference.standard().infer(ByteSource.of(file.toString(), bytes));
                if (answer instanceof Inferred inferred && isComparable(inferred.schema())) {
                    compare(name(file), bytes, inferred.schema());
                    compared.add(name(file));
                }
            }
        }
        assertThat(compared).hasSizeGreaterThan(15);
    }

    private static String name(Path file) {
        return FILES.relativize(file).toString();
    }

    private static boolean isComparable(InferredSchema schema) {
        Dialect dialect = schema.dialect();
        return dialect != null
                && dialect.delimiter().length() == 1
                && !dialect.delimiter().equals(" ")
                && dialect.escape() == null
                && schema.encoding() != null
                && schema.compression().label().equals("none");
    }

    private static void compare(String name, byte[] bytes, InferredSchema schema) {
        Dialect dialect = schema.dialect();
        String text = new String(bytes, Charset.forName(schema.encoding()));
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        char delimiter = dialect.delimiter().charAt(0);
        char quote = dialect.quote() == null ? '"' : dialect.quote();
        Splitting splitting = new Splitting(dialect.delimiter(), quote, Splitting.NONE);
        if (!FastCsv.hasStrayQuotes(text, splitting)) {
            assertThat(FastCsv.ours(text, splitting)).as(name).isEqualTo(FastCsv.theirs(text, delimiter, quote));
        }
    }
}
