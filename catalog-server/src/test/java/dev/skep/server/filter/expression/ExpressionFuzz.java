package dev.skep.server.filter.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.skep.server.filter.FilterParser;
import dev.skep.server.filter.PredicateEvaluator;
import dev.skep.server.filter.TableFilter;
import dev.skep.server.filter.Typing;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a condition, once as what clients serialize and once as the text of a filter: it is refused as such, or it decides
 * about partitions and tables.
 */
class ExpressionFuzz {
    private static final List<Column> KEYS = ExpressionReaderTest.KEYS;
    private static final List<List<String>> PARTITIONS = List.of(
            List.of("x", "7", "2024-01-31", "abc"), List.of("", "no number", "__HIVE_DEFAULT_PARTITION__", "1e3"));

    static List<byte[]> conditions() throws IOException {
        List<byte[]> conditions = new ArrayList<>();
        for (String release : List.of("hive-2.3", "hive-3.1", "hive-4.0")) {
            for (String file : ExpressionReaderTest.FILES) {
                conditions.add(ExpressionReaderTest.bytes(release, file));
            }
        }
        for (String filter : List.of(
                "ds = 'x' and hr > 3",
                "d = '2024-01-31' and hr >= -5 or not (ds like 'n%_\\\\%')",
                "d between date '2024-01-01' and \"2024-12-31\" and `ds` not in ('a', 'b')",
                "(d, hr) in (('2024-01-31', 7), const struct ('2024-02-29', 8))",
                "d > timestamp '2024-01-31 07:08:09.5' AND 12.5 <= hr",
                "hive_filter_field_params__team = 'web' and hive_filter_field_last_access__ > 5",
                "v != \"it's \\\"so\\\"\" or true = hr")) {
            conditions.add(filter.getBytes(StandardCharsets.UTF_8));
        }
        return conditions;
    }

    @MethodSource("conditions")
    @FuzzTest(maxDuration = "10s")
    void anyBytes(byte[] bytes) {
        decideOrRefuse(() -> {
            PredicateEvaluator decides = new PredicateEvaluator(
                    ExpressionReader.read(bytes, KEYS, ExpressionReaderTest.ZONE)
                            .predicate(),
                    KEYS);
            PARTITIONS.forEach(decides::test);
        });
        String filter = new String(bytes, StandardCharsets.UTF_8);
        decideOrRefuse(() -> {
            PredicateEvaluator decides = new PredicateEvaluator(Typing.type(FilterParser.parse(filter), KEYS), KEYS);
            PARTITIONS.forEach(decides::test);
        });
        decideOrRefuse(() -> assertThat(TableFilter.parse(filter)).isNotNull());
    }

    private static void decideOrRefuse(Runnable work) {
        try {
            work.run();
        } catch (CatalogException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.INVALID);
        }
    }
}
