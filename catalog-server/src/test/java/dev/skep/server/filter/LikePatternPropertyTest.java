package dev.skep.server.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LikePatternPropertyTest {
    @Property
    void agreesWithARegularExpression(@ForAll("texts") String pattern, @ForAll("texts") String text) {
        StringBuilder regex = new StringBuilder();
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean escapes = points[i] == '\\' && i + 1 < points.length && "%_\\".indexOf(points[i + 1]) >= 0;
            if (escapes) {
                i++;
            }
            boolean wild = !escapes && "%_".indexOf(points[i]) >= 0;
            regex.append(wild ? (points[i] == '%' ? ".*" : ".") : Pattern.quote(Character.toString(points[i])));
        }
        LikePattern like = LikePattern.parse(pattern);
        boolean expected =
                Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
        assertThat(like.matches(text)).isEqualTo(expected);
        like.prefix().ifPresent(prefix -> assertThat(text.startsWith(prefix)).isEqualTo(expected));
        like.text().ifPresent(only -> assertThat(text.equals(only)).isEqualTo(expected));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "%", "_", "\\", "😀", "\n")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
