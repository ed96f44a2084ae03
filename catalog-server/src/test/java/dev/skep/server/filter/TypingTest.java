package dev.skep.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Like;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Column;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypingTest {
    private static final List<Column> KEYS = List.of(
            new Column("hr", "int"),
            new Column("dt", "date"),
            new Column("ts", "timestamp"),
            new Column("d", "decimal(10,2)"),
            new Column("s", "string"));

    private static Predicate type(String filter) {
        return Typing.type(FilterParser.parse(filter), KEYS);
    }

    @ParameterizedTest
    @CsvSource({
        "hr = 5, 5",
        "hr = '5', 5",
        "hr = '+007', 7",
        "hr = -9223372036854775808, -9223372036854775808",
        "dt = 1970-01-02, 1",
        "dt = '1969-12-31', -1",
        "dt = '2024-2-9', 19762",
        "ts = '1970-01-01 00:00:01', 1000000",
        "ts = '1970-01-01T00:00:00.000001', 1",
        "ts = '1969-12-31 23:59', -60000000",
        "ts = '1970-01-02', 86400000000"
    })
    void literalsOfOrderedKeysBecomeNumbers(String filter, long ordinal) {
        assertThat(type(filter))
                .isEqualTo(new Compare(
                        filter.substring(0, filter.indexOf(' ')), Operator.EQUAL, new Literal.Ordinal(ordinal)));
    }

    @Test
    void theRestStaysAsItIs() {
        assertThat(type("S = 5")).isEqualTo(new Compare("s", Operator.EQUAL, new Literal.Text("5")));
        assertThat(type("d >= '1.50'"))
                .isEqualTo(new Compare("d", Operator.GREATER_OR_EQUAL, new Literal.Exact(new BigDecimal("1.50"))));
        assertThat(type("dt like '2024%'")).isEqualTo(new Like("dt", "2024%"));
        Literal none = new Literal.Text(PartitionName.NULL_VALUE);
        assertThat(type("hr != '" + PartitionName.NULL_VALUE + "'"))
                .isEqualTo(new Compare("hr", Operator.NOT_EQUAL, none));
        assertThat(type("hr in (1, '" + PartitionName.NULL_VALUE + "')"))
                .isEqualTo(new In("hr", List.of(new Literal.Ordinal(1), none)));
    }

    @Test
    void aPartitionMayBeNamedByADayThatDoesNotExistOrAnEscapedTime() {
        Literal noDay = new Literal.Text("2018-11-31");
        assertThat(Typing.typeNames(FilterParser.parse("dt = '2018-11-31'"), KEYS))
                .isEqualTo(new Compare("dt", Operator.EQUAL, noDay));
        assertThat(Typing.typeNames(FilterParser.parse("dt in ('2018-11-31', '1970-01-02')"), KEYS))
                .isEqualTo(new In("dt", List.of(noDay, new Literal.Ordinal(1))));
        assertThat(Typing.typeNames(FilterParser.parse("ts = '1970-01-01 00%3A00%3A01' and s = 'a%2Fb'"), KEYS))
                .isEqualTo(Typing.type(FilterParser.parse("ts = '1970-01-01 00:00:01' and s = 'a%2Fb'"), KEYS));
        assertThatThrownBy(() -> Typing.typeNames(FilterParser.parse("dt < '2018-11-31'"), KEYS))
                .hasMessageContaining("'dt'");
        assertThatThrownBy(() -> Typing.typeNames(FilterParser.parse("dt = 'x'"), KEYS))
                .hasMessageContaining("'dt'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hr = 'x'",
                "hr = 5.5",
                "hr = ''",
                "hr = 9223372036854775808",
                "hr < '__HIVE_DEFAULT_PARTITION__'",
                "dt = '2024-13-01'",
                "dt = 5",
                "dt between '2024-01-01' and 'x'",
                "dt = '2024-01-01 00:00:00'",
                "ts = '2024-01-01 25:00:00'",
                "ts = '999999-01-01'",
                "d = 'x'",
                "d = 1.0 or d in (1, 'NaN')"
            })
    void whatIsNoValueOfTheTypeIsRefused(String filter) {
        assertThatThrownBy(() -> type(filter))
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID))
                .hasMessageContaining("'" + filter.substring(0, filter.indexOf(' ')) + "'");
    }

    @Test
    void aKeyMustBeOfTheTable() {
        assertThatThrownBy(() -> type("x = 1")).hasMessageContaining("'x'").hasMessageContaining("[hr, dt, ts, d, s]");
    }

    @Test
    void nothingIsTheValueOfNull() {
        for (KeyType type : KeyType.values()) {
            assertThat(Ordinals.of(type, PartitionName.NULL_VALUE)).isEqualTo(OptionalLong.empty());
        }
    }
}
