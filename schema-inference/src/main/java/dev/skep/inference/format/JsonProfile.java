package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.skep.inference.Bounds;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Array;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.Reason;
import dev.skep.inference.value.Contender;
import dev.skep.inference.value.NumberProfile;
import dev.skep.inference.value.Shape;
import dev.skep.inference.value.Tally;
import dev.skep.inference.value.ValueProfile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON values seen at one path: how many of each kind, and what their parts look like. */
final class JsonProfile {

    /** An object with more keys than this over all rows is a map whose keys are data. */
    private static final int MOST_FIELDS = 1_000;

    /** An object with more keys than this is a map if all values have one type. */
    private static final int MANY_FIELDS = 100;

    /** Decisions on what is nested in a column that are told. */
    private static final int MOST_PARTS = 1_000;

    private final Shared shared;
    private final int mostFields;
    private final NumberProfile numbers = new NumberProfile();
    private final ValueProfile strings = new ValueProfile();
    private final Map<String, JsonProfile> fields = new LinkedHashMap<>();
    private long nulls;
    /** Numbers that are NaN or without end. */
    private long unbounded;

    private @Nullable Tally numberTally;
    private @Nullable Tally stringTally;
    private @Nullable Tally truths;
    private @Nullable Tally objects;
    private @Nullable Tally arrays;
    private @Nullable JsonProfile element;
    /** Set when the object turned out to be a map; then {@link #fields} is empty. */
    private @Nullable JsonProfile mapValue;

    /** What the profiles of one source have in common. */
    static final class Shared {
        private int paths;
        private long row;
        private boolean placed = true;

        /** @param paths how many one source may have: profiles are what takes memory here */
        Shared(int paths) {
            this.paths = paths;
        }

        /** Goes on to the next row. */
        void nextRow() {
            row++;
        }

        /** What follows is not from the rows right below those seen so far, so it is not known which rows they are. */
        void losePlace() {
            placed = false;
        }

        private long row() {
            return placed ? row : 0;
        }

        private void spend() throws StreamConstraintsException {
            if (--paths < 0) {
                throw new StreamConstraintsException("it has too many different fields");
            }
        }
    }

    private JsonProfile(Shared shared, int mostFields) {
        this.shared = shared;
        this.mostFields = mostFields;
    }

    /** The profile of whole rows, whose fields are columns. */
    static JsonProfile ofRows(int mostColumns, Shared shared) {
        return new JsonProfile(shared, mostColumns);
    }

    private JsonProfile part() throws StreamConstraintsException {
        shared.spend();
        return new JsonProfile(shared, MOST_FIELDS);
    }

    /** Takes the value that the parser stands on, and leaves the parser at its end. */
    void add(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        long row = shared.row();
        if (token == JsonToken.START_OBJECT) {
            objects = Tally.plus(objects, row, "{…}");
            addObject(json);
        } else if (token == JsonToken.START_ARRAY) {
            arrays = Tally.plus(arrays, row, "[…]");
            JsonProfile inner = element == null ? part() : element;
            element = inner;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                inner.add(json);
            }
        } else if (token == JsonToken.VALUE_STRING) {
            String text = json.getText();
            stringTally = Tally.plus(stringTally, row, text);
            strings.add(text, row);
        } else if (json.isNaN()) {
            numberTally = Tally.plus(numberTally, row, json.getText());
            unbounded++;
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            String text = json.getText();
            numberTally = Tally.plus(numberTally, row, text);
            numbers.addWhole(text, row);
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            String text = json.getText();
            numberTally = Tally.plus(numberTally, row, text);
            numbers.addFraction(text, row);
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            truths = Tally.plus(truths, row, json.getText());
        } else {
            nulls++;
        }
    }

    private void addObject(JsonParser json) throws IOException {
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
        unbounded += other.unbounded;
        numberTally = Tally.plus(numberTally, other.numberTally);
        stringTally = Tally.plus(stringTally, other.stringTally);
        truths = Tally.plus(truths, other.truths);
        objects = Tally.plus(objects, other.objects);
        arrays = Tally.plus(arrays, other.arrays);
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
        return Tally.count(objects);
    }

    /** Values seen, nulls included. */
    long values() {
        return nulls + flat() + Tally.count(objects) + Tally.count(arrays);
    }

    /** Values seen that are neither null nor nested. */
    private long flat() {
        return Tally.count(numberTally) + Tally.count(stringTally) + Tally.count(truths);
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
            Inside found = Tally.count(profile.arrays) == 1 && inner != null && inner.objects() > 1
                    ? new Inside(field.getKey(), inner.objects())
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
    private boolean isNestedAndFlat() {
        return (objects != null ? 1 : 0) + (arrays != null ? 1 : 0) + (flat() > 0 ? 1 : 0) > 1;
    }

    /** What the values are; {@code void} if there are none but nulls. */
    HiveType type() {
        long given = values() - nulls;
        if (given == 0) {
            return Scalar.VOID;
        }
        if (Tally.count(numberTally) == given) {
            return unbounded == 0 ? numbers.type() : unboundedType();
        }
        if (Tally.count(truths) == given) {
            return Scalar.BOOLEAN;
        }
        if (strings.values() == given) {
            HiveType type = strings.valueType();
            return type == Scalar.DATE || type == Scalar.TIMESTAMP ? type : Scalar.STRING;
        }
        if (Tally.count(arrays) == given) {
            return new Array(element == null ? Scalar.VOID : element.type());
        }
        return objects() == given ? objectType() : Scalar.STRING;
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

    /**
     * What came to light about the values without looking for it.
     *
     * @param missing rows without one
     * @param exact whether all rows were seen
     */
    ColumnStatistics statistics(long missing, boolean exact) {
        HiveType type = type();
        boolean finite = numberTally != null && unbounded == 0 && type != Scalar.STRING;
        return new ColumnStatistics(
                nulls + missing,
                type == Scalar.BIGINT ? numbers.bounds() : new Bounds.Unknown(),
                finite ? numbers.digits() : null,
                exact);
    }

    /** Why {@link #readableType}. */
    Reason reason() {
        HiveType type = type();
        if (type == Scalar.VOID) {
            String because = nulls == 0 ? "it is always empty" : "all " + nulls + " values are null";
            return new Reason(0.5, because, null, null);
        }
        if (isNestedAndFlat()) {
            return mixed(objects() + " objects, " + Tally.count(arrays) + " arrays, " + flat() + " others");
        }
        long given = values() - nulls;
        if (flat() == given && isMixed()) {
            return mixed(strings.values() + " strings, " + Tally.count(numberTally) + " numbers, " + Tally.count(truths)
                    + " truth values");
        }
        String all = "all " + given + " values are" + (nulls > 0 ? ", " + nulls + " are null" : "");
        double score = 1 - 0.5 / given;
        if (strings.values() > 0) {
            return ofStrings();
        }
        if (Tally.count(numberTally) == given && unbounded == 0) {
            return new Reason(score, all, numbers.runnerUp(), numbers.witness().orElse(null));
        }
        return new Reason(score, all, objectRival(type), null);
    }

    /** The decisions on the types of what is nested in it, as far as a table declares it. */
    List<Evidence> parts(String path) {
        List<Evidence> parts = new ArrayList<>();
        collect(path, DeclaredType.of(readableType()), parts);
        return parts;
    }

    private void collect(String path, HiveType declared, List<Evidence> parts) {
        if (declared instanceof Struct) {
            fields.forEach((name, field) -> field.decide(path + "." + name, parts));
        } else if (declared instanceof Array && element != null) {
            element.decide(path + "[]", parts);
        } else if (declared instanceof HiveType.Map && mapValue != null) {
            mapValue.decide(path + "{}", parts);
        }
    }

    private void decide(String path, List<Evidence> parts) {
        HiveType declared = DeclaredType.of(readableType());
        boolean nested = declared instanceof Struct || declared instanceof Array || declared instanceof HiveType.Map;
        if (parts.size() < MOST_PARTS && !nested) {
            parts.add(reason().of(Topic.TYPE, path, declared.text()));
        } else if (nested) {
            collect(path, declared, parts);
        }
    }

    private boolean isMixed() {
        return (numberTally != null ? 1 : 0) + (stringTally != null ? 1 : 0) + (truths != null ? 1 : 0) > 1;
    }

    private Reason mixed(String kinds) {
        return Contender.among(
                List.of(
                        new Contender(numbers.type(), numberTally),
                        new Contender("string", stringTally),
                        new Contender(Scalar.BOOLEAN, truths),
                        new Contender("struct", objects),
                        new Contender("array", arrays)),
                Scalar.STRING,
                "kinds are mixed: " + kinds);
    }

    /** Text in quotes is a date or a timestamp if all of it is, and nothing else whatever it looks like. */
    private Reason ofStrings() {
        HiveType form = strings.valueType();
        Reason reason = strings.reason();
        if (form == Scalar.DATE || form == Scalar.TIMESTAMP) {
            return isReadable()
                    ? new Reason(reason.score(), "all values are strings of that form", null, null)
                    : reason;
        }
        if (strings.isTyped()) {
            return strings.reason(form).despite(form, "all values are strings");
        }
        Rival rival = reason.runnerUp();
        boolean moment = rival != null
                && (rival.verdict().equals("date") || rival.verdict().equals("timestamp"));
        return new Reason(
                reason.score(),
                strings.count(Shape.TEXT) > 0 ? "all values are strings" : reason.because(),
                moment ? rival : null,
                moment ? reason.witness() : null);
    }

    /** Whether the keys are data is in question where there are many. */
    private @Nullable Rival objectRival(HiveType type) {
        if (fields.size() <= MANY_FIELDS) {
            return null;
        }
        return type instanceof HiveType.Map
                ? new Rival("struct", 0.5, "it has " + fields.size() + " keys, and all values are of one type")
                : new Rival("map", 0.5, "it has " + fields.size() + " keys, but values are of several types");
    }
}
