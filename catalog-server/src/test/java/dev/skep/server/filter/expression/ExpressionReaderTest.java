package dev.skep.server.filter.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.filter.Predicate;
import dev.skep.server.filter.PredicateEvaluator;
import dev.skep.server.filter.expression.ExpressionReader.Reading;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.PartitionName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionReaderTest {
    /** Where the bytes were written. */
    static final ZoneId ZONE = ZoneOffset.UTC;

    static final List<Column> KEYS = List.of(
            new Column("ds", "string", null),
            new Column("hr", "int", null),
            new Column("d", "date", null),
            new Column("v", "varchar(10)", null));
    static final List<String> FILES = List.of(
            "and",
            "or",
            "not",
            "between",
            "not-between",
            "in",
            "null",
            "date",
            "upper",
            "varchar",
            "struct-in",
            "struct-in-calls",
            "struct-in-alike");

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void understandsPlainComparisons(String release) throws IOException {
        assertThat(holds(release, "and", "a'b\"ü", "-5")).isTrue();
        assertThat(holds(release, "and", "a'b\"ü", "-6")).isFalse();
        assertThat(holds(release, "and", "a'b", "0")).isFalse();
        assertThat(holds(release, "or", "y", "0")).isTrue();
        assertThat(holds(release, "not", "y", "0")).isTrue();
        assertThat(holds(release, "not", "x", "0")).isFalse();
        assertThat(holds(release, "between", "b", "0")).isTrue();
        assertThat(holds(release, "between", "c", "0")).isTrue();
        assertThat(holds(release, "between", "d", "0")).isFalse();
        assertThat(holds(release, "not-between", "b", "10")).isTrue();
        assertThat(holds(release, "not-between", "b", "09")).isFalse();
        assertThat(holds(release, "in", "b", "0")).isTrue();
        assertThat(holds(release, "in", "ab", "0")).isFalse();
        assertThat(holds(release, "varchar", "b", "0", "2024-01-02", "abc")).isTrue();
        assertThat(holds(release, "varchar", "b", "0", "2024-01-02", "abd")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void understandsListsOfStructs(String release) throws IOException {
        for (String file : List.of("struct-in", "struct-in-calls")) {
            assertThat(holds(release, file, "a", "1")).isTrue();
            assertThat(holds(release, file, "b", "2")).isTrue();
            assertThat(holds(release, file, "a", "2")).isFalse();
            assertThat(holds(release, file, PartitionName.NULL_VALUE, "1")).isFalse();
        }
        assertThat(holds(release, "struct-in", "a'ü", "-300")).isTrue();
        assertThat(holds(release, "struct-in-alike", "b", "1")).isTrue();
        assertThat(holds(release, "struct-in-alike", "b", "3")).isFalse();
        // The keys have other types than the client believes.
        List<Column> others = List.of(new Column("ds", "string", null), new Column("hr", "string", null));
        assertThat(ExpressionReader.read(bytes(release, "struct-in"), others, ZONE))
                .isEqualTo(Reading.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void takesNullsPartitionForNull(String release) throws IOException {
        String none = PartitionName.NULL_VALUE;
        assertThat(holds(release, "null", none, "0")).isTrue();
        assertThat(holds(release, "null", "x", "0")).isFalse();
        assertThat(holds(release, "not", none, "0")).isFalse();
        assertThat(holds(release, "between", none, "0")).isFalse();
        assertThat(holds(release, "not-between", "b", none)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void understandsDates(String release) throws IOException {
        assertThat(holds(release, "date", "b", "0", "2024-01-02", "")).isTrue();
        assertThat(holds(release, "date", "b", "0", "2024-01-03", "")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void saysThatItDoesNotKnow(String release) throws IOException {
        assertThat(ExpressionReader.read(bytes(release, "upper"), KEYS, ZONE)).isEqualTo(Reading.UNKNOWN);
        // The key has another type than the client believes, or is none.
        assertThat(ExpressionReader.read(bytes(release, "not"), List.of(new Column("ds", "int", null)), ZONE))
                .isEqualTo(Reading.UNKNOWN);
        assertThat(ExpressionReader.read(bytes(release, "not"), List.of(new Column("x", "string", null)), ZONE))
                .isEqualTo(Reading.UNKNOWN);
    }

    /** Its dates are moments, and which day a moment belongs to is a matter of where one is. */
    @Test
    void takesADateOfHive2ForTheDayThatBeginsThenOrForNone() throws IOException {
        byte[] midnightInLondon = bytes("hive-2.3", "date");
        assertThat(ExpressionReader.read(midnightInLondon, KEYS, ZoneId.of("Europe/London")))
                .isEqualTo(ExpressionReader.read(bytes("hive-3.1", "date"), KEYS, ZONE));
        assertThat(ExpressionReader.read(midnightInLondon, KEYS, ZoneId.of("Europe/Berlin")))
                .isEqualTo(Reading.UNKNOWN);
        assertThat(ExpressionReader.read(midnightInLondon, KEYS, ZoneId.of("America/Los_Angeles")))
                .isEqualTo(Reading.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void survivesBytesThatAreCutOrChanged(String release) throws IOException {
        for (String file : FILES) {
            byte[] whole = bytes(release, file);
            for (int length = 1; length < whole.length; length++) {
                assertThat(ExpressionReader.read(Arrays.copyOf(whole, length), KEYS, ZONE))
                        .isEqualTo(Reading.UNKNOWN);
            }
            for (int at = 1; at < whole.length; at++) {
                byte[] changed = whole.clone();
                changed[at] ^= (byte) (1 << at % 8);
                assertThat(ExpressionReader.read(changed, KEYS, ZONE)).isNotNull();
            }
        }
    }

    @Test
    void readsTextAsAFilter() {
        Reading reading = ExpressionReader.read("ds = 'x' and hr > 3".getBytes(StandardCharsets.UTF_8), KEYS, ZONE);
        assertThat(reading.exact()).isTrue();
        assertThat(holds(reading.predicate(), "x", "4")).isTrue();
        assertThat(holds(reading.predicate(), "x", "3")).isFalse();
        assertThatThrownBy(() -> ExpressionReader.read("colour = 1".getBytes(StandardCharsets.UTF_8), KEYS, ZONE))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("colour");
        assertThat(ExpressionReader.read(new byte[] {2, 3, 4}, KEYS, ZONE)).isEqualTo(Reading.UNKNOWN);
        assertThat(ExpressionReader.read(new byte[] {(byte) 0xFF, 'a'}, KEYS, ZONE))
                .isEqualTo(Reading.UNKNOWN);
        assertThat(ExpressionReader.read(new byte[0], KEYS, ZONE)).isEqualTo(new Reading(Predicate.TRUE, true));
    }

    private static boolean holds(String release, String file, String... values) throws IOException {
        Reading reading = ExpressionReader.read(bytes(release, file), KEYS, ZONE);
        assertThat(reading.exact()).isTrue();
        return holds(reading.predicate(), values);
    }

    private static boolean holds(Predicate predicate, String... values) {
        String[] all = Arrays.copyOf(values, KEYS.size());
        Arrays.fill(all, values.length, all.length, "");
        return new PredicateEvaluator(predicate, KEYS).test(List.of(all));
    }

    static byte[] bytes(String release, String file) throws IOException {
        try (InputStream in = ExpressionReaderTest.class.getResourceAsStream(release + "/" + file + ".kryo")) {
            return Objects.requireNonNull(in, file).readAllBytes();
        }
    }
}
