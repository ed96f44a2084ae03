package dev.skep.crawler.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.csv | a.csv | true",
                "*.csv | d/a.csv | false",
                "**.csv | d/e/a.csv | true",
                "d/** | d/e/a.csv | true",
                "d/** | e/d/a | false",
                "? | / | false",
                "d?e | d/e | false",
                "[a-c].csv | b.csv | true",
                "[!a-c].csv | b.csv | false",
                "[!a].csv | /.csv | false",
                "{csv,json}/* | json/a | true",
                "{csv,json}/* | xml/a | false",
                "a\\*b | a*b | true",
                "a\\*b | axb | false",
                ".* | .hidden | true",
                "* | .hidden | true",
                "a.b | axb | false",
                "[]a] | ] | true",
                "a+(b) | a+(b) | true"
            })
    void matchesAsCrawlersOfTheHiveWorldDo(String glob, String path, boolean matches) {
        assertThat(Glob.parse(glob).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "{a,b", "a\\", "{a,{b,c}}", "[z-a]"})
    void refusesWhatHasNoEnd(String glob) {
        assertThatThrownBy(() -> Glob.parse(glob))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(glob);
    }

    @Test
    void takesALineBreakForACharacter() {
        assertThat(Glob.parse("a?b").matches("a\nb")).isTrue();
    }
}
