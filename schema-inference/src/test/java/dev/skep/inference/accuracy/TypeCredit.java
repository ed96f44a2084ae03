package dev.skep.inference.accuracy;

import dev.skep.inference.accuracy.TrueType.Array;
import dev.skep.inference.accuracy.TrueType.OneOf;
import dev.skep.inference.accuracy.TrueType.Simple;
import dev.skep.inference.accuracy.TrueType.Struct;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How right a type is, 0 to 1. Narrower than the truth is wrong, since values would be lost; wider costs something; text
 * is forgiven more than files that state their own schema.
 */
final class TypeCredit {

    private static final List<String> INTEGERS = List.of("tinyint", "smallint", "int", "bigint");
    private static final int[] DIGITS = {3, 5, 10, 19};
    private static final Pattern DECIMAL = Pattern.compile("(?:decimal|numeric)\\((\\d+),(\\d+)\\)");

    private TypeCredit() {}

    /** @param own whether the source states its schema, so that nothing is left to guess */
    static double of(TrueType truth, TrueType found, boolean own) {
        if (truth instanceof OneOf either) {
            return either.types().stream()
                    .mapToDouble(type -> of(type, found, own))
                    .max()
                    .orElse(0);
        }
        if (truth instanceof Simple simple) {
            return found instanceof Simple other ? simple(simple.text(), other.text(), own) : unjudged(simple.text());
        }
        if (found instanceof Simple flat) {
            return flat.text().equals("string") ? 0.2 : 0;
        }
        if (truth instanceof Array a) {
            return found instanceof Array b ? 0.3 + 0.7 * of(a.element(), b.element(), own) : 0;
        }
        if (truth instanceof TrueType.Map a) {
            if (found instanceof TrueType.Map b) {
                return 0.3 + 0.2 * of(a.key(), b.key(), own) + 0.5 * of(a.value(), b.value(), own);
            }
            return found instanceof Struct ? 0.3 : 0;
        }
        Struct struct = (Struct) truth;
        if (found instanceof Struct other) {
            return fields(struct, other, own);
        }
        return found instanceof TrueType.Map ? 0.3 : 0;
    }

    /** Whether a truth says nothing: no value was ever seen. */
    static boolean isVoid(TrueType truth) {
        return truth instanceof Simple simple && simple.text().equals("void");
    }

    private static double fields(Struct truth, Struct found, boolean own) {
        Set<String> names = new LinkedHashSet<>();
        truth.fields().forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
        found.fields().forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
        double sum = 0;
        int judged = 0;
        for (String name : names) {
            TrueType expected = truth.field(name);
            TrueType actual = found.field(name);
            if (expected != null && isVoid(expected)) {
                continue;
            }
            judged++;
            sum += expected == null || actual == null ? 0 : of(expected, actual, own);
        }
        return judged == 0 ? 1 : sum / judged;
    }

    private static double unjudged(String truth) {
        return truth.equals("void") ? 1 : 0;
    }

    private static double simple(String truth, String found, boolean own) {
        if (truth.equals(found) || truth.equals("void")) {
            return 1;
        }
        if (INTEGERS.contains(truth)) {
            return integer(truth, found, own);
        }
        Matcher decimal = DECIMAL.matcher(truth);
        if (decimal.matches()) {
            return decimal(Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)), found, own);
        }
        return switch (truth) {
            case "float" -> found.equals("double") ? own ? 0.8 : 1 : floating(found, own);
            case "double" -> found.equals("float") ? own ? 0 : 0.8 : floating(found, own);
            case "boolean" -> found.equals("string") ? 0.3 : found.equals("int") || found.equals("bigint") ? 0.2 : 0;
            case "date" -> found.equals("timestamp") ? 0.7 : found.equals("string") ? 0.5 : 0;
            case "timestamp" -> found.equals("string") ? 0.5 : found.equals("bigint") && own ? 0.2 : 0;
            case "string" ->
                found.startsWith("varchar") || found.startsWith("char") ? 0.8 : found.equals("binary") ? 0.5 : 0;
            case "binary" -> found.equals("string") ? 0.5 : 0;
            default -> (truth.startsWith("varchar") || truth.startsWith("char")) && found.equals("string") ? 0.8 : 0;
        };
    }

    private static double integer(String truth, String found, boolean own) {
        int wanted = INTEGERS.indexOf(truth);
        int got = INTEGERS.indexOf(found);
        if (got >= 0) {
            return got < wanted ? 0 : own ? 0.7 : 1;
        }
        Matcher decimal = DECIMAL.matcher(found);
        if (decimal.matches()) {
            int whole = Integer.parseInt(decimal.group(1)) - Integer.parseInt(decimal.group(2));
            return whole >= DIGITS[wanted] ? 0.8 : 0.4;
        }
        return switch (found) {
            case "double" -> 0.5;
            case "float" -> 0.2;
            case "string" -> 0.3;
            default -> 0;
        };
    }

    private static double floating(String found, boolean own) {
        return DECIMAL.matcher(found).matches() ? own ? 0.2 : 0.9 : found.equals("string") ? 0.3 : 0;
    }

    private static double decimal(int precision, int scale, String found, boolean own) {
        Matcher other = DECIMAL.matcher(found);
        if (other.matches()) {
            int foundScale = Integer.parseInt(other.group(2));
            int foundWhole = Integer.parseInt(other.group(1)) - foundScale;
            boolean enough = foundScale >= scale && foundWhole >= precision - scale;
            return enough ? own ? 0.8 : 1 : 0.3;
        }
        return switch (found) {
            case "double" -> 0.6;
            case "string" -> 0.3;
            case "bigint" -> scale == 0 ? 0.7 : 0;
            default -> 0;
        };
    }
}
