package dev.skep.crawler.dynamodb;

import dev.skep.inference.Evidence.Witness;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.Reason;
import dev.skep.inference.TypeLattice;
import dev.skep.inference.value.Contender;
import dev.skep.inference.value.NumberProfile;
import dev.skep.inference.value.Tally;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The values seen under one name: how many of each type, and what their parts look like. */
final class Attributes {

    /** A map with more keys than this is one whose keys are data. */
    private static final int MOST_FIELDS = 200;

    /** Values may be nested 32 levels deep. */
    private static final int DEEPEST = 33;

    private final int depth;
    private final Map<AttributeValue.Type, Tally> kinds = new EnumMap<>(AttributeValue.Type.class);
    private final NumberProfile numbers = new NumberProfile();
    /** By name in lower case; sorted, since maps of DynamoDB have no order. */
    private final Map<String, Named> fields = new TreeMap<>();

    private @Nullable Attributes element;
    private boolean keysAreData;

    private record Named(String name, Attributes values) {}

    Attributes() {
        this(0);
    }

    private Attributes(int depth) {
        this.depth = depth;
    }

    void add(AttributeValue value) {
        kinds.put(value.type(), Tally.plus(kinds.get(value.type()), 0, text(value)));
        switch (value.type()) {
            case N -> number(value.n());
            case NS -> value.ns().forEach(this::number);
            case L -> value.l().forEach(element()::add);
            case M -> value.m().forEach((name, each) -> field(name).add(each));
            case S, SS, B, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> {}
        }
    }

    /** As people read it; of what is nested, only that it is. */
    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case BOOL -> String.valueOf(value.bool());
            case M -> "{…}";
            case L, SS, NS, BS -> "[…]";
            case B -> "binary";
            case NUL -> "null";
            case UNKNOWN_TO_SDK_VERSION -> "?";
        };
    }

    private void number(String text) {
        BigDecimal number = new BigDecimal(text);
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() <= 0) {
            numbers.addWhole(plain.toBigInteger().toString(), 0);
        } else {
            numbers.addFraction(plain, 0);
        }
    }

    private Attributes element() {
        Attributes values = element;
        if (values == null) {
            values = deeper();
            element = values;
        }
        return values;
    }

    /** Names that differ in case only are one field, since readers do not tell them apart. */
    private Attributes field(String name) {
        if (!keysAreData && (!isLegal(name) || fields.size() >= MOST_FIELDS)) {
            keysAreData = true;
        }
        return fields.size() >= MOST_FIELDS && !fields.containsKey(key(name))
                ? fields.values().iterator().next().values()
                : fields.computeIfAbsent(key(name), each -> new Named(name, deeper()))
                        .values();
    }

    private Attributes deeper() {
        return new Attributes(Math.min(DEEPEST, depth + 1));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Whether a name can stand in a type. */
    private static boolean isLegal(String name) {
        return !name.isBlank() && name.chars().noneMatch(c -> ",:;<>()`".indexOf(c) >= 0 || c < ' ');
    }

    /** How many values were no nulls. */
    long given() {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getKey() != AttributeValue.Type.NUL)
                .mapToLong(kind -> Tally.count(kind.getValue()))
                .sum();
    }

    /** The types as DynamoDB calls them, such as {@code N} or {@code N,S}. */
    String kinds() {
        return kinds.keySet().stream()
                .filter(kind -> kind != AttributeValue.Type.NUL)
                .map(Enum::name)
                .sorted()
                .collect(Collectors.joining(","));
    }

    /** The narrowest type that keeps every value; {@code void} if there are none. */
    HiveType type() {
        return kinds.keySet().stream().map(this::type).reduce(Scalar.VOID, TypeLattice::join);
    }

    /** The type of the values of one kind. */
    private HiveType type(AttributeValue.Type kind) {
        return switch (kind) {
            case NUL -> Scalar.VOID;
            case N -> numberType();
            case BOOL -> Scalar.BOOLEAN;
            case B -> Scalar.BINARY;
            case SS -> new Array(Scalar.STRING);
            case NS -> new Array(numberType());
            case BS -> new Array(Scalar.BINARY);
            case L -> new Array(known(element == null ? Scalar.VOID : element.type()));
            case M -> mapType();
            case S, UNKNOWN_TO_SDK_VERSION -> Scalar.STRING;
        };
    }

    /** Whole numbers are {@code bigint}: the storage handler of Hive has no narrower type for them. */
    private HiveType numberType() {
        HiveType type = numbers.type();
        return type == Scalar.INT ? Scalar.BIGINT : type;
    }

    private HiveType mapType() {
        if (fields.isEmpty()) {
            return new HiveType.Map(Scalar.STRING, Scalar.STRING);
        }
        if (keysAreData) {
            HiveType value =
                    fields.values().stream().map(field -> field.values().type()).reduce(Scalar.VOID, TypeLattice::join);
            return new HiveType.Map(Scalar.STRING, known(value));
        }
        return new Struct(fields.values().stream()
                .map(field -> new Field(field.name(), known(field.values().type())))
                .toList());
    }

    private static HiveType known(HiveType type) {
        return type == Scalar.VOID ? Scalar.STRING : type;
    }

    /**
     * Why the type is what it is.
     *
     * @param score how sure a sample makes
     */
    Reason reason(double score) {
        if (given() == 0) {
            return new Reason(score, "all values are null", null, null);
        }
        List<Contender> contenders = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        kinds.forEach((kind, tally) -> {
            if (kind != AttributeValue.Type.NUL) {
                contenders.add(new Contender(type(kind), tally));
                counts.add(Tally.count(tally) + " of type " + kind);
            }
        });
        boolean mixed = contenders.size() > 1;
        String because = (mixed ? "types are mixed: " : "values seen: ") + String.join(", ", counts);
        if (!mixed && numberType() != Scalar.BIGINT) {
            Witness longest = numbers.witness().orElse(null);
            return new Reason(score, because, numbers.runnerUp(), longest);
        }
        Reason reason = Contender.among(contenders, type(), because);
        return new Reason(score, because, reason.runnerUp(), reason.witness());
    }
}
