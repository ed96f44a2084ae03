package dev.skep.idl;

import dev.skep.idl.Definition.Annotation;
import dev.skep.idl.Definition.Field;
import java.util.Optional;
import java.util.Set;

/** The annotations this compiler knows; thrift-idl/README.md says what they mean. */
final class Annotations {
    private static final String STREAMED = "skep.streamed";
    private static final String SINCE = "skep.since";
    private static final String HIVE2_ID = "skep.hive2.id";
    private static final String HIVE3_ID = "skep.hive3.id";
    private static final String HIVE2_TYPE = "skep.hive2.type";
    private static final Set<String> GENERATIONS = Set.of("hive3", "hive4");

    private Annotations() {}

    static void check(Field field) {
        field.annotations().forEach((key, annotation) -> {
            if (!fits(field, key, annotation.value())) {
                throw new IdlException(
                        annotation.at(),
                        "\"" + annotation.value() + "\" is no value for " + key + " on " + field.name());
            }
        });
    }

    private static boolean fits(Field field, String key, String value) {
        return switch (key) {
            case STREAMED -> value.equals("true") && field.type() instanceof Type.ListOf;
            case SINCE -> GENERATIONS.contains(value);
            case HIVE2_ID -> value.matches("[1-9][0-9]{0,3}");
            case HIVE3_ID -> value.matches("-[1-9]|0");
            case HIVE2_TYPE -> value.startsWith("set<") && field.type() instanceof Type.ListOf;
            default -> false;
        };
    }

    /** Is the list written element by element? */
    static boolean streamed(Field field) {
        return field.annotations().containsKey(STREAMED);
    }

    /** The {@code Generation} that has the field first. */
    static String since(Field field) {
        String value = value(field, SINCE).orElse("hive2");
        return "HIVE_" + value.charAt(value.length() - 1);
    }

    /** The field's id in Hive 2; zero if it has none there. */
    static int hive2Id(Field field) {
        return value(field, HIVE2_ID).map(Integer::parseInt).orElse(since(field).equals("HIVE_2") ? field.id() : 0);
    }

    /**
     * The exception's id in Hive 3: negative where its IDL leaves out the number, so that the compiler chose one; zero where
     * it does not declare the exception.
     */
    static int hive3Id(Field field) {
        return value(field, HIVE3_ID).map(Integer::parseInt).orElse(field.id());
    }

    /** Does Hive 2 send this list as a set? */
    static boolean setInHive2(Field field) {
        return field.annotations().containsKey(HIVE2_TYPE);
    }

    private static Optional<String> value(Field field, String key) {
        return Optional.ofNullable(field.annotations().get(key)).map(Annotation::value);
    }
}
