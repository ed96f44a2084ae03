package dev.skep.server.model;

import java.util.Arrays;
import java.util.List;

/**
 * A pattern of Hive's {@code SHOW … LIKE}: {@code *} stands for any text, {@code .} for any one character, {@code |}
 * separates alternatives; everything else, underscore and percent sign included, means itself. Names are folded, and so
 * is the pattern.
 *
 * @param alternatives at least one; a name matches if one of them does
 */
public record NamePattern(List<String> alternatives) {
    public static final NamePattern ALL = new NamePattern(List.of("*"));

    public NamePattern {
        alternatives = List.copyOf(alternatives);
    }

    public static NamePattern parse(String text) {
        return new NamePattern(
                Arrays.stream(text.split("\\|", -1)).map(Names::fold).toList());
    }

    /** Whether every name matches. */
    public boolean isAll() {
        return alternatives.contains("*");
    }
}
