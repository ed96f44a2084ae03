package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.value.NumberProfile;
import dev.skep.inference.value.Shape;
import dev.skep.inference.value.ValueProfile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON values seen at one path: how many of each kind, and what their parts look like. */
final class JsonProfile {

    /** An object with more keys than this over all rows is a map whose keys are data. */
    private static final int MOST_FIELDS = 1_000;

    /** An object with more keys than this is a map if all values have one type. */
    private static final int MANY_FIELDS = 100;

    private final Budget budget;
    private final int mostFields;
    private final NumberProfile numbers = new NumberProfile();
    private final ValueProfile strings = new ValueProfile();
    private final Map<String, JsonProfile> fields = new LinkedHashMap<>();
    private long nulls;
    private long numberCount;
    /** Numbers that are NaN or without end. */
    private long unbounded;

    private long truths;
    private long objects;
    private long arrays;
    private @Nullable JsonProfile element;
    /** Set when the object turned out to be a map; then {@link #fields} is empty. */
    private @Nullable JsonProfile mapValue;

    /** How many paths one source may have: profiles are what takes memory here. */
    static final class Budget {
        private int paths;

        Budget(int paths) {
            this.paths = paths;
        }

        private void spend() throws StreamConstraintsException {
            if (--paths < 0) {
                throw new StreamConstraintsException("it has too many different fields");
            }
        }
    }

    private JsonProfile(Budget budget, int mostFields) {
        this.budget = budget;
        this.mostFields = mostFields;
    }

    /** The profile of whole rows, whose fields are columns. */
    static JsonProfile ofRows(int mostColumns, Budget budget) {
        return new JsonProfile(budget, mostColumns);
    }

    private JsonProfile part() throws StreamConstraintsException {
        budget.spend();
        return new JsonProfile(budget, MOST_FIELDS);
    }

    /** Takes the value that the parser stands on, and leaves the parser at its end. */
    void add(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            addObject(json);
        } else if (token == JsonToken.START_ARRAY) {
            arrays++;
            JsonProfile inner = element == null ? part() : element;
            element = inner;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                inner.add(json);
            }
        } else if (token == JsonToken.VALUE_STRING) {
            strings.add(json.getText());
        } else if (json.isNaN()) {
            numberCount++;
            unbounded++;
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            numberCount++;
            numbers.addWhole(json.getText());
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            numberCount++;
            numbers.addFraction(json.getText());
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            truths++;
        } else {
            nulls++;
        }
    }

    private void addObject(JsonParser json) throws IOException {
        objects++;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            JsonProfile profile = field(json.currentName());
            json.nextToken();
            profile.add(json);
        }
    }

    private JsonProfile field(String name) throws StreamConstraintsException {
        JsonProfile map = mapValue;
        if (map == null && fields.size() >= mostFields && !fields.containsKey(name)) {
            map = part();
            for (JsonProfile field : fields.values()) {
                map.add(field);
            }
            fields.clear();
            mapValue = map;
        }
        if (map != null) {
            return map;
        }
        JsonProfile known = fields.get(name);
        if (known == null) {
            known = part();
            fields.put(name, known);
        }
        return known;
    }

    private void add(JsonProfile other) throws StreamConstraintsException {
        numbers.add(other.numbers);
        strings.add(other.strings);
        nulls += other.nulls;
        numberCount += other.numberCount;
        unbounded += other.unbounded;
        truths += other.truths;
        objects += other.objects;
        arrays += other.arrays;
        for (Map.Entry<String, JsonProfile> field : other.fields.entrySet()) {
            field(field.getKey()).add(field.getValue());
        }
        if (other.element != null) {
            element = element == null ? part() : element;
            element.add(other.element);
        }
        if (other.mapValue != null) {
            field("").add(other.mapValue);
        }
    }

    long objects() {
        return objects;
    }

    /** Values seen, nulls included. */
    long values() {
        return nulls + numberCount + strings.values() + truths + objects + arrays;
    }

    long nulls() {
        return nulls;
    }

    /** Whether there are too many fields to be kept apart. */
    boolean isMap() {
        return mapValue != null;
    }

    /** The parts of the objects seen; empty if they are a map. */
    Map<String, JsonProfile> fields() {
        return fields;
    }

    /** Objects in a list within a single document. */
    record Inside(String path, long rows) {}

    /** The longest list of objects in this one object, if there is any with two at least. */
    Optional<Inside> rowsInside() {
        Inside longest = null;
        for (Map.Entry<String, JsonProfile> field : fields.entrySet()) {
            JsonProfile profile = field.getValue();
            JsonProfile inner = profile.element;
            Inside found = profile.arrays == 1 && inner != null && inner.objects > 1
                    ? new Inside(field.getKey(), inner.objects)
                    : profile.rowsInside()
                            .map(deeper -> new Inside(field.getKey() + "." + deeper.path(), deeper.rows()))
                            .orElse(null);
            if (found != null && (longest == null || found.rows() > longest.rows())) {
                longest = found;
            }
        }
        return Optional.ofNullable(longest);
    }

    /** Whether objects or arrays stand beside other values, which no column type holds. */
    boolean isNestedAndFlat() {
        long flat = numberCount + strings.values() + truths;
        return (objects > 0 ? 1 : 0) + (arrays > 0 ? 1 : 0) + (flat > 0 ? 1 : 0) > 1;
    }

    /** What the values are; {@code void} if there are none but nulls. */
    HiveType type() {
        long given = values() - nulls;
        if (given == 0) {
            return Scalar.VOID;
        }
        if (numberCount == given) {
            return unbounded == 0 ? numbers.type() : unboundedType();
        }
        if (truths == given) {
            return Scalar.BOOLEAN;
        }
        if (strings.values() == given) {
            HiveType type = strings.valueType();
            return type == Scalar.DATE || type == Scalar.TIMESTAMP ? type : Scalar.STRING;
        }
        if (arrays == given) {
            return new Array(element == null ? Scalar.VOID : element.type());
        }
        return objects == given ? objectType() : Scalar.STRING;
    }

    /**
     * Whether readers parse these strings as dates or timestamps. They refuse a whole row for one empty string or one
     * ISO timestamp, so nothing but the plain form will do.
     */
    boolean isReadable() {
        return strings.count(Shape.NULL) + strings.count(Shape.NULL_WORD) + strings.count(Shape.ISO_TIMESTAMP) == 0
                && strings.readableType().equals(strings.valueType());
    }

    /** Only a double can be NaN. */
    private HiveType unboundedType() {
        HiveType type = numbers.type();
        return type == Scalar.INT || type == Scalar.DOUBLE ? Scalar.DOUBLE : Scalar.STRING;
    }

    private HiveType objectType() {
        if (mapValue != null) {
            return new HiveType.Map(Scalar.STRING, mapValue.type());
        }
        Struct struct = new Struct(fields.entrySet().stream()
                .map(field -> new Field(field.getKey(), field.getValue().type()))
                .toList());
        if (fields.size() > MANY_FIELDS) {
            HiveType first = struct.fields().get(0).type();
            if (struct.fields().stream().allMatch(field -> field.type().equals(first))) {
                return new HiveType.Map(Scalar.STRING, first);
            }
        }
        return struct;
    }

    /** What a table may declare: as {@link #type}, but a string where readers would trip. */
    HiveType readableType() {
        HiveType type = type();
        if (type instanceof Array) {
            return new Array(element == null ? Scalar.VOID : element.readableType());
        }
        if (type instanceof Struct) {
            return new Struct(fields.entrySet().stream()
                    .map(field -> new Field(field.getKey(), field.getValue().readableType()))
                    .toList());
        }
        boolean moment = type == Scalar.DATE || type == Scalar.TIMESTAMP;
        return moment && !isReadable() ? Scalar.STRING : type;
    }

    String reason() {
        if (type() == Scalar.VOID) {
            return nulls == 0 ? "it is always empty" : "all " + nulls + " values are null";
        }
        if (isNestedAndFlat()) {
            return "kinds are mixed: " + objects + " objects, " + arrays + " arrays, "
                    + (values() - nulls - objects - arrays) + " others";
        }
        if (strings.values() > 0 && strings.values() < values() - nulls) {
            return "kinds are mixed: " + strings.values() + " strings, " + numberCount + " numbers, " + truths
                    + " truth values";
        }
        if (strings.values() > 0) {
            return isReadable() || strings.count(Shape.TEXT) > 0
                    ? "all values are strings" + (strings.isTyped() ? " of that form" : "")
                    : strings.reason();
        }
        return "all " + (values() - nulls) + " values are" + (nulls > 0 ? ", " + nulls + " are null" : "");
    }
}
