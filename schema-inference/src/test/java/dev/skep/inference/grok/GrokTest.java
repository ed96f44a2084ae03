package dev.skep.inference.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrokTest {

    @Test
    void takesALineApart() {
        Grok grok = Grok.of("%{ISO8601:at:timestamp} %{WORD:level} (?<what>.*)");
        assertThat(grok.columns())
                .containsExactly(new Column("at", true), new Column("level", false), new Column("what", false));
        assertThat(grok.match("2020-01-02T03:04:05Z INFO all is well"))
                .contains(List.of("2020-01-02T03:04:05Z", "INFO", "all is well"));
        assertThat(grok.match("all is well")).isEmpty();
    }

    @Test
    void givesNothingForAColumnThatIsAbsent() {
        assertThat(Grok.of("%{WORD:a}(?: %{INT:b})?").match("x")).contains(List.of("x", ""));
    }

    @Test
    void makesARegularExpressionWithAGroupAColumn() {
        assertThat(Grok.of("([(]|\\()%{INT:n}").regex()).isEqualTo("(?:[(]|\\()([+-]?\\d+)");
    }

    @Test
    void endsSoonWhateverTheExpressionIs() {
        Grok hostile = Grok.of("(?:(?:a+)+)+%{INT:n}");
        assertThat(hostile.match("a".repeat(200))).isEmpty();
        assertThat(Grok.of("(?:a|b)*%{INT:n}").match("ab".repeat(8_000))).isEmpty();
        assertThat(Grok.of("%{GREEDYDATA:a}").match("a".repeat(Grok.LONGEST_LINE + 1)))
                .isEmpty();
    }

    @Test
    void refusesWrongExpressionsAndSaysWhy() {
        assertThatThrownBy(() -> Grok.of("%{NONSENSE:a}")).hasMessageContaining("unknown part: %{NONSENSE:a}");
        assertThatThrownBy(() -> Grok.of("%{INT:a} %{INT:a}")).hasMessageContaining("column a twice");
        assertThatThrownBy(() -> Grok.of("%{INT:a")).hasMessageContaining("closing brace");
        assertThatThrownBy(() -> Grok.of("(?<a>x) \\1")).hasMessageContaining("refers back");
        assertThatThrownBy(() -> Grok.of("x)")).hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> Grok.of("%{INT:a b}")).hasMessageContaining("illegal name");
    }

    @Test
    void knowsItsOwnKinds() {
        assertThat(LogKind.known()).hasSizeGreaterThan(60).allSatisfy(kind -> {
            assertThat(kind.telling()).isBetween(0.5, 1.0);
            assertThat(kind.grok().columns()).isNotEmpty();
        });
    }
}
