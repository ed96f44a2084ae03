package dev.skep.server.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.filter.Predicate.And;
import dev.skep.server.filter.Predicate.Between;
import dev.skep.server.filter.Predicate.Compare;
import dev.skep.server.filter.Predicate.In;
import dev.skep.server.filter.Predicate.Like;
import dev.skep.server.filter.Predicate.Not;
import dev.skep.server.filter.Predicate.Operator;
import dev.skep.server.filter.Predicate.Or;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static Literal text(String value) {
        return new Literal.Text(value);
    }

    private static Predicate equal(String key, String value) {
        return new Compare(key, Operator.EQUAL, text(value));
    }

    private static List<Literal> texts(String... values) {
        return Arrays.stream(values).map(FilterParserTest::text).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "=, EQUAL, EQUAL",
        "==, EQUAL, EQUAL",
        "!=, NOT_EQUAL, NOT_EQUAL",
        "<>, NOT_EQUAL, NOT_EQUAL",
        "<, LESS, GREATER",
        "<=, LESS_OR_EQUAL, GREATER_OR_EQUAL",
        ">, GREATER, LESS",
        ">=, GREATER_OR_EQUAL, LESS_OR_EQUAL"
    })
    void comparesFromEitherSide(String symbol, Operator operator, Operator flipped) {
        assertThat(FilterParser.parse("hr" + symbol + "5")).isEqualTo(new Compare("hr", operator, text("5")));
        assertThat(FilterParser.parse(" 5 " + symbol + " hr ")).isEqualTo(new Compare("hr", flipped, text("5")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            'a'                  | a
            "a"                  | a
            ''                   | ^^
            'it\\'s'             | it's
            "say \\"x\\""        | say "x"
            'say \\"x\\"'        | say \\"x\\"
            'C:\\dir\\\\x'       | C:\\dir\\\\x
            'a/b=c (d), e'       | a/b=c (d), e
            5                    | 5
            -5                   | -5
            +5                   | +5
            007                  | 007
            -1.50                | -1.50
            2024-01-31           | 2024-01-31
            date '2024-01-31'    | 2024-01-31
            DATE "2024-01-31"    | 2024-01-31
            Date 2024-01-31      | 2024-01-31
            timestamp '2024-01-31 10:00:00.5' | 2024-01-31 10:00:00.5
            true                 | true
            FALSE                | false
            """)
    void readsLiterals(String literal, String value) {
        assertThat(FilterParser.parse("k = " + literal)).isEqualTo(equal("k", value));
    }

    @ParameterizedTest
    @CsvSource({
        "Hr, hr",
        "`Hr`, hr",
        "`not`, not",
        "`a b`, a b",
        "date, date",
        "timestamp, timestamp",
        "like, like",
        "in, in",
        "struct, struct",
        "2dt, 2dt",
        "_x, _x",
        "straße, straße"
    })
    void readsKeys(String written, String key) {
        assertThat(FilterParser.parse(written + " = 'x'")).isEqualTo(equal(key, "x"));
        assertThat(FilterParser.parse(written + " like 'x'")).isEqualTo(new Like(key, "x"));
        assertThat(FilterParser.parse(written + " in ('x')")).isEqualTo(new In(key, texts("x")));
        assertThat(FilterParser.parse("'x' = " + written)).isEqualTo(equal(key, "x"));
    }

    @Test
    void readsAListForOneKeyInParenthesesAsSparkWritesIt() {
        assertThat(FilterParser.parse("(year) in (2020, 2030)"))
                .isEqualTo(FilterParser.parse("year = 2020 or year = 2030"));
        assertThat(FilterParser.parse("(s) not in (\"a\", \"c\")"))
                .isEqualTo(FilterParser.parse("not (s = 'a' or s = 'c')"));
    }

    @Test
    void readsRangesListsAndPatterns() {
        assertThat(FilterParser.parse("hr between 1 AND 3 and dt='x'"))
                .isEqualTo(new And(new Between("hr", text("1"), text("3")), equal("dt", "x")));
        assertThat(FilterParser.parse("hr not between 1 and 3"))
                .isEqualTo(new Not(new Between("hr", text("1"), text("3"))));
        assertThat(FilterParser.parse("hr IN (1, '2',-3)")).isEqualTo(new In("hr", texts("1", "2", "-3")));
        assertThat(FilterParser.parse("hr not in (1)")).isEqualTo(new Not(new In("hr", texts("1"))));
        assertThat(FilterParser.parse("dt like '2024\\_%'")).isEqualTo(new Like("dt", "2024\\_%"));
        assertThat(FilterParser.parse("dt not like 'a'")).isEqualTo(new Not(new Like("dt", "a")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a,b) in ((1,'x'),(2,'y'))",
                "struct(a, b) IN (struct(1,'x'), struct(2,'y'))",
                "STRUCT(a,b) in (const struct(1,'x'),CONST STRUCT(2,'y'))",
                "(a,b) in (const (1,'x'),(2,'y'))",
                "(struct (a, b)) in (const struct (1, 'x'), struct (2, 'y'))"
            })
    void readsListsOfTuples(String filter) {
        assertThat(FilterParser.parse(filter))
                .isEqualTo(
                        new Or(new And(equal("a", "1"), equal("b", "x")), new And(equal("a", "2"), equal("b", "y"))));
        assertThat(FilterParser.parse("not " + filter)).isInstanceOf(Not.class);
    }

    @Test
    void readsTuplesThatAreNegated() {
        assertThat(FilterParser.parse("(a,b) not in ((1,2))"))
                .isEqualTo(new Not(new And(equal("a", "1"), equal("b", "2"))));
    }

    @Test
    void bindsNotBeforeAndBeforeOr() {
        Predicate a = equal("a", "1");
        Predicate b = equal("b", "2");
        Predicate c = equal("c", "3");
        assertThat(FilterParser.parse("a=1 or b=2 and c=3")).isEqualTo(new Or(a, new And(b, c)));
        assertThat(FilterParser.parse("(a=1 or b=2) and c=3")).isEqualTo(new And(new Or(a, b), c));
        assertThat(FilterParser.parse("not a=1 and b=2")).isEqualTo(new And(new Not(a), b));
        assertThat(FilterParser.parse("NOT (a=1 AND b=2)")).isEqualTo(new Not(new And(a, b)));
        assertThat(FilterParser.parse("not not a=1")).isEqualTo(new Not(new Not(a)));
        assertThat(FilterParser.parse("(((a=1)))")).isEqualTo(a);
        assertThat(FilterParser.parse("((a=1) or (b=2)) or c=3"))
                .isEqualTo(FilterParser.parse("a=1 or (b=2 or c=3)"))
                .isEqualTo(Predicate.any(List.of(a, b, c)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void nothingHoldsForAll(String filter) {
        assertThat(FilterParser.parse(filter)).isEqualTo(Predicate.TRUE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            k                    | 2  | LIKE, BETWEEN or IN
            k =                  | 4  | not the end
            k = v                | 5  | not 'v'
            k = 'v               | 5  | not closed
            k = 'v' and          | 12 | a partition key
            k = 'v' k = 'v'      | 9  | AND, OR or the end
            (k = 'v'             | 1  | not closed
            k = 'v')             | 8  | no parenthesis is open
            k in ()              | 7  | not ')'
            k in ('a' 'b')       | 11 | ')'
            k between 1 or 2     | 13 | AND
            k like 5             | 8  | in quotes
            k # 5                | 3  | means nothing
            = 5                  | 1  | a partition key
            5 = 6                | 5  | a partition key
            (a,b) in ((1))       | 11 | 1 values for 2 keys
            k is null            | 3  | not 'is'
            k = 2024-1-1         | 9  | AND
            k = null             | 5  | not 'null'
            """)
    void saysWhereAFilterCannotBeRead(String filter, int position, String problem) {
        assertThatThrownBy(() -> FilterParser.parse(filter))
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INVALID))
                .hasMessageContaining("at character " + position + ":")
                .hasMessageContaining(problem)
                .hasMessageContaining(filter);
    }

    @Test
    void longFiltersAreReadAndDeepOnesRefused() {
        assertThat(FilterParser.parse("(".repeat(100_000) + "a=1" + ")".repeat(100_000)))
                .isEqualTo(equal("a", "1"));
        assertThat(FilterParser.parse("a=1" + " and a=1".repeat(100_000))).isInstanceOf(And.class);
        assertThatThrownBy(() -> FilterParser.parse("not ".repeat(100_000) + "a=1"))
                .hasMessageContaining("flatter");
        assertThatThrownBy(() -> FilterParser.parse("(a=1 or b=2 and ".repeat(1_000) + "a=1" + ")".repeat(1_000)))
                .hasMessageContaining("flatter");
        assertThatThrownBy(() -> FilterParser.parse(" ".repeat(FilterParser.MAX_LENGTH + 1)))
                .hasMessageContaining("characters");
        String long1 = "k = 'x" + "y".repeat(1_000_000) + "' or";
        assertThatThrownBy(() -> FilterParser.parse(long1))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }
}
