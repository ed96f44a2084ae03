package dev.skep.inference.grok;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogKindTest {

    /** What a table reads of a line is its columns, so whatever may differ from line to line has to be in one. */
    @ParameterizedTest
    @MethodSource("dev.skep.inference.grok.LogKind#known")
    void nothingButFixedTextStandsBetweenTheColumns(LogKind kind) {
        String between = withoutColumns(kind.grok().regex());
        assertThat(between)
                .as(kind.name() + ": " + kind.grok().regex())
                .doesNotContainPattern("\\\\[dwWDS]|(?<!\\\\)\\.|\\[\\^|[A-Z]-[A-Z]|\\w\\||(?<!\\\\)\\|\\w");
    }

    /** A regular expression without its groups that capture. */
    private static String withoutColumns(String regex) {
        StringBuilder rest = new StringBuilder();
        Deque<Boolean> captures = new ArrayDeque<>();
        int within = 0;
        boolean set = false;
        for (int i = 0; i < regex.length(); i++) {
            char c = regex.charAt(i);
            String text = c == '\\' ? regex.substring(i, ++i + 1) : String.valueOf(c);
            if (!set && c == '(') {
                boolean capturing = !regex.startsWith("(?", i);
                captures.push(capturing);
                within += capturing ? 1 : 0;
            }
            if (within == 0) {
                rest.append(text);
            }
            if (!set && c == ')' && captures.pop()) {
                within--;
            }
            set = c == '[' || (set && c != ']');
        }
        return rest.toString();
    }
}
