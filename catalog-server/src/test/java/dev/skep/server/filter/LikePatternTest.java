package dev.skep.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns as Spark sends them to a metastore. */
class LikePatternTest {
    @ParameterizedTest
    @CsvSource({
        "a.*, a, true",
        "a.*, a.b*, true",
        "a.*, ba, false",
        ".*a, ba, true",
        ".*a, ab, false",
        ".*a.*, bab, true",
        "a+b.*, a+bc, true",
        "a.b, a.b, true",
        "a.b, axb, false",
        "a*, a*, true",
        "%\\\\\\\\%, d\\\\e, true",
        "%\\\\\\\\%, de, false",
        "a*, aa, false"
    })
    void takesADotAndAStarForAnyText(String pattern, String text, boolean expected) {
        LikePattern like = LikePattern.parse(pattern);

        assertThat(like.matches(text)).isEqualTo(expected);
        like.prefix().ifPresent(prefix -> assertThat(text.startsWith(prefix)).isEqualTo(expected));
    }
}
