package dev.skep.server.store.sql;

import dev.skep.server.model.NamePattern;
import dev.skep.server.store.Page;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Conditions on names that listings share. */
public final class NameConditions {
    private static final char ESCAPE = '!';

    private NameConditions() {}

    public static Condition matches(Field<String> name, NamePattern pattern) {
        return pattern.isAll()
                ? DSL.noCondition()
                : DSL.or(pattern.alternatives().stream()
                        .map(alternative -> matches(name, alternative))
                        .toList());
    }

    private static Condition matches(Field<String> name, String alternative) {
        if (alternative.indexOf('*') < 0 && alternative.indexOf('.') < 0) {
            return name.eq(alternative);
        }
        StringBuilder like = new StringBuilder();
        for (int i = 0; i < alternative.length(); i++) {
            char c = alternative.charAt(i);
            switch (c) {
                case '*' -> like.append('%');
                case '.' -> like.append('_');
                case '%', '_', ESCAPE -> like.append(ESCAPE).append(c);
                default -> like.append(c);
            }
        }
        return name.like(like.toString(), ESCAPE);
    }

    /** Whether a location is a directory, or lies below it. */
    static Condition isBelow(Field<String> location, String directory) {
        return location.like(escaped(directory), ESCAPE).or(beginsWith(location, directory + "/"));
    }

    public static Condition beginsWith(Field<String> name, String start) {
        return start.isEmpty() ? DSL.noCondition() : name.like(escaped(start) + "%", ESCAPE);
    }

    private static String escaped(String text) {
        return text.replaceAll("[%_" + ESCAPE + "]", ESCAPE + "$0");
    }

    public static Condition after(Field<String> name, Page page) {
        return page.after() == null ? DSL.noCondition() : name.gt(page.after());
    }
}
