package dev.skep.inference;

import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Other;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns the type of values into one that every Hive client can parse and hold. */
public final class DeclaredType {

    private DeclaredType() {}

    /**
     * The type to declare: no {@code void}, no struct without fields, no union, and no field name that Hive's type
     * syntax cannot spell, or tell from another. What cannot be declared becomes {@code string}; an object of such field
     * names whose values are alike becomes a map.
     */
    public static HiveType of(HiveType type) {
        if (type == Scalar.VOID || type instanceof Other) {
            return Scalar.STRING;
        }
        if (type instanceof Array array) {
            return new Array(of(array.element()));
        }
        if (type instanceof HiveType.Map map) {
            return new HiveType.Map(of(map.key()), of(map.value()));
        }
        return type instanceof Struct struct ? of(struct) : type;
    }

    private static HiveType of(Struct struct) {
        List<Field> fields = struct.fields().stream()
                .map(field -> new Field(field.name(), of(field.type())))
                .toList();
        boolean speakable = fields.stream().allMatch(field -> isSpeakable(field.name()));
        if (!fields.isEmpty() && speakable && !differByCaseAlone(fields)) {
            return new Struct(fields);
        }
        HiveType value = fields.isEmpty() ? Scalar.STRING : fields.get(0).type();
        boolean alike = fields.stream().allMatch(field -> field.type().equals(value));
        return alike ? new HiveType.Map(Scalar.STRING, value) : Scalar.STRING;
    }

    private static boolean differByCaseAlone(List<Field> fields) {
        Set<String> names = new HashSet<>();
        return !fields.stream().allMatch(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
    }

    /** Characters that all parsers of Hive types take without quoting. */
    private static boolean isSpeakable(String name) {
        return !name.isBlank() && name.codePoints().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '$');
    }
}
