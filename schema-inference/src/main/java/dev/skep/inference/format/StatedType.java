package dev.skep.inference.format;

import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.TypeLattice;
import dev.skep.inference.UnreadableException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The join of the types of values that each state their own, at one path of documents without a common schema. */
final class StatedType {

    /** An object with more keys than this is a map whose keys are data. */
    private static final int MOST_FIELDS = 1_000;

    private static final int MOST_BITS = 128;

    private final Budget budget;
    private final String name;
    private final Map<String, StatedType> fields = new LinkedHashMap<>();
    private HiveType flat = Scalar.VOID;
    private @Nullable StatedType element;
    private boolean object;
    private long values;
    private long nulls;

    /** How many paths one source may still have: they are what takes memory here. */
    static final class Budget {
        private int paths;

        Budget(int paths) {
            this.paths = paths;
        }

        private void spend() throws UnreadableException {
            if (--paths < 0) {
                throw UnreadableException.tooLarge("it has too many different fields");
            }
        }
    }

    StatedType(Budget budget) {
        this(budget, "");
    }

    private StatedType(Budget budget, String name) {
        this.budget = budget;
        this.name = name;
    }

    void addNull() {
        values++;
        nulls++;
    }

    void add(HiveType scalar) {
        values++;
        flat = TypeLattice.join(flat, scalar);
    }

    /** Takes an array; its elements go to what is returned. */
    StatedType addArray() throws UnreadableException {
        values++;
        StatedType inner = element;
        if (inner == null) {
            budget.spend();
            inner = new StatedType(budget);
            element = inner;
        }
        return inner;
    }

    /** Takes an object; its values go to its {@link #field}. */
    void addObject() {
        values++;
        object = true;
    }

    /** The part of an object, whatever the case of its name. */
    StatedType field(String field) throws UnreadableException {
        String key = field.toLowerCase(Locale.ROOT);
        StatedType known = fields.get(key);
        if (known == null) {
            budget.spend();
            known = new StatedType(budget, field);
            fields.put(key, known);
        }
        return known;
    }

    /** The name as the source spells it where it comes first. */
    String name() {
        return name;
    }

    /** Values seen, nulls included. */
    long values() {
        return values;
    }

    long nulls() {
        return nulls;
    }

    boolean isOnlyObjects() {
        return object && element == null && flat == Scalar.VOID;
    }

    /** The parts of the objects seen, in the order of first sight. */
    Map<String, StatedType> fields() {
        return fields;
    }

    HiveType type() {
        int kinds = (object ? 1 : 0) + (element != null ? 1 : 0) + (flat == Scalar.VOID ? 0 : 1);
        if (kinds > 1) {
            return Scalar.STRING;
        }
        if (element != null) {
            return new Array(element.type());
        }
        return object ? objectType() : flat;
    }

    private HiveType objectType() {
        if (fields.size() <= MOST_FIELDS) {
            return new Struct(fields.values().stream()
                    .map(field -> new Field(field.name, field.type()))
                    .toList());
        }
        HiveType value = Scalar.VOID;
        for (StatedType field : fields.values()) {
            value = TypeLattice.join(value, field.type());
        }
        return new HiveType.Map(Scalar.STRING, value);
    }

    /** The type of an exact number: a string if it has more digits than decimals have. */
    static HiveType ofNumber(BigDecimal number) {
        if (number.unscaledValue().bitLength() > MOST_BITS) {
            // Counting the digits of a number of megabytes takes minutes.
            return Scalar.STRING;
        }
        int scale = Math.max(0, number.scale());
        long whole = Math.max(0, (long) number.precision() - number.scale());
        long precision = Math.max(1, whole + scale);
        return precision > Decimal.MOST_DIGITS ? Scalar.STRING : new Decimal((int) precision, scale);
    }
}
