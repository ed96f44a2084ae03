package dev.skep.server.filter.expression;

import dev.skep.server.filter.expression.HiveClasses.Field;
import dev.skep.server.filter.expression.HiveClasses.Kind;
import dev.skep.server.filter.expression.KryoInput.NotUnderstood;
import dev.skep.server.filter.expression.KryoValue.Struct;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the expressions that Hive's clients serialize with Kryo, into plain values: no class is loaded, and what the
 * client calls a class is only looked up in a table. Everything must fit to the last byte; otherwise nothing is
 * understood.
 *
 * <p>An object begins with its class (a number of a few built-in ones, or a name that gets a number), then says whether it
 * is null, new, or one that came before. Hive 4 writes a class before the whole, and lists in the form of Kryo 5.
 */
final class KryoReader {
    private static final int MAX_DEPTH = 300;
    private static final String ROOT = "org.apache.hadoop.hive.ql.plan.ExprNodeGenericFuncDesc";
    private static final String LIST = "java.util.ArrayList";
    private static final String INSPECTORS = "[Lorg.apache.hadoop.hive.serde2.objectinspector.ObjectInspector;";

    private static final int NULL = 0;
    private static final int NEW = 1;
    /** What a class begins with that is written by name, and how much less a number stands for than is written. */
    private static final int BY_NAME = 1;

    private static final int NUMBERS_FROM = 2;

    private final KryoInput in;
    private final ZoneId zone;
    private final boolean typed;
    private final List<String> names = new ArrayList<>();
    private final List<KryoValue> objects = new ArrayList<>();
    private int depth;

    private KryoReader(byte[] bytes, ZoneId zone) {
        this.in = new KryoInput(bytes);
        this.zone = zone;
        // The first name is that of the whole where its class is written, and that of the first list where it is not.
        this.typed = bytes.length > 2 && bytes[0] == BY_NAME && bytes[1] == 0;
    }

    /**
     * @param zone in which clients of Hive 2 begin their days
     * @throws NotUnderstood whatever is not known or does not fit
     */
    static Struct read(byte[] bytes, ZoneId zone) {
        KryoReader reader = new KryoReader(bytes, zone);
        KryoValue root = reader.typed ? reader.object() : reader.referenced(ROOT, NEW);
        if (!(root instanceof Struct struct) || !reader.in.isAtEnd()) {
            throw new NotUnderstood("The bytes are no single expression");
        }
        return struct;
    }

    /** An object with its class before it. */
    private KryoValue object() {
        int tag = in.varint();
        if (tag == NULL) {
            return KryoValue.ABSENT;
        }
        return tag == BY_NAME ? referenced(className(), NEW) : builtIn(tag - NUMBERS_FROM);
    }

    /** Numbers that are the same in all of Hive's releases, but that of dates, which are no built-in class from Hive 4 on. */
    private KryoValue builtIn(int number) {
        return switch (number) {
            case 0, 7 -> new KryoValue.Whole(in.zigzag());
            case 1 -> nullableText();
            case 3 -> new KryoValue.Flag(in.flag());
            case 4 -> new KryoValue.Whole((byte) in.unsignedByte());
            case 6 -> new KryoValue.Whole(in.fixedShort());
            case 10 -> midnight();
            default -> throw new NotUnderstood("There is a built-in class " + number);
        };
    }

    private String className() {
        int number = in.varint();
        if (number == names.size()) {
            names.add(in.text());
        } else if (number > names.size()) {
            throw new NotUnderstood("A class is named that did not come before");
        }
        return names.get(number);
    }

    private KryoValue referenced(String className, int expected) {
        int reference = in.varint();
        if (reference != expected) {
            return before(reference);
        }
        if (++depth > MAX_DEPTH) {
            throw new NotUnderstood("The expression is nested too deep");
        }
        int position = objects.size();
        objects.add(KryoValue.ABSENT);
        KryoValue value = content(className);
        objects.set(position, value);
        depth--;
        return value;
    }

    private KryoValue content(String className) {
        if (className.equals(LIST)) {
            return list();
        }
        if (className.equals(INSPECTORS)) {
            return new KryoValue.Items(objects(in.varint() - 1));
        }
        Map<String, KryoValue> fields = new LinkedHashMap<>();
        for (Field field : HiveClasses.fieldsOf(className)
                .orElseThrow(() -> new NotUnderstood("There is an object of class " + className))) {
            fields.put(field.name(), field(field.kind()));
        }
        return new Struct(className.substring(className.lastIndexOf('.') + 1), fields);
    }

    private KryoValue list() {
        if (!typed) {
            return new KryoValue.Items(objects(in.varint()));
        }
        boolean alike = (in.peek() & 0x80) != 0;
        int size = in.flaggedVarint() - 1;
        if (!alike) {
            return new KryoValue.Items(objects(size));
        }
        int tag = in.varint();
        String className = tag == BY_NAME ? className() : "";
        if (in.flag()) {
            throw new NotUnderstood("A list holds a null");
        }
        List<KryoValue> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(tag == BY_NAME ? referenced(className, NEW) : builtIn(tag - NUMBERS_FROM));
        }
        return new KryoValue.Items(items);
    }

    private List<KryoValue> objects(int size) {
        if (size < 0) {
            throw new NotUnderstood("A list has no size");
        }
        List<KryoValue> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(object());
        }
        return items;
    }

    private KryoValue field(Kind kind) {
        return switch (kind) {
            case FLAG -> new KryoValue.Flag(in.flag());
            case WHOLE -> new KryoValue.Whole(in.zigzag());
            case TEXT -> nullableText();
            case BYTES -> bytes();
            case TEXTS -> texts();
            case CONSTANT_OF_ENUM -> constantOfEnum();
            case DAY -> day();
            case OBJECT -> object();
        };
    }

    private KryoValue texts() {
        if (in.varint() != BY_NAME || !className().equals(LIST) || in.varint() != NEW) {
            throw new NotUnderstood("There is no list of texts");
        }
        int position = objects.size();
        objects.add(KryoValue.ABSENT);
        int size = typed ? in.flaggedVarint() - 1 : in.varint();
        List<KryoValue> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(nullableText());
        }
        KryoValue texts = new KryoValue.Items(items);
        objects.set(position, texts);
        return texts;
    }

    private KryoValue nullableText() {
        int reference = in.varint();
        if (reference != NEW) {
            return before(reference);
        }
        KryoValue text = new KryoValue.Text(in.text());
        objects.add(text);
        return text;
    }

    /** Before Kryo 5, a constant that comes again was referred to, as any object. */
    private KryoValue constantOfEnum() {
        int reference = in.varint();
        if (reference != NEW) {
            return before(reference);
        }
        KryoValue ordinal = new KryoValue.Whole(in.varint());
        if (!typed) {
            objects.add(ordinal);
        }
        return ordinal;
    }

    private KryoValue bytes() {
        int reference = in.varint();
        if (reference != NEW) {
            return before(reference);
        }
        KryoValue text = new KryoValue.Text(new String(in.block(in.varint() - 1), StandardCharsets.UTF_8));
        objects.add(text);
        return text;
    }

    /** Kryo 5 has a form of its own for days; before it they were three fields in the order of their names. */
    private KryoValue day() {
        if (in.varint() != NEW) {
            throw new NotUnderstood("A date is shared");
        }
        int position = objects.size();
        objects.add(KryoValue.ABSENT);
        try {
            KryoValue day;
            if (typed) {
                day = new KryoValue.Day(LocalDate.of(in.varint(), in.unsignedByte(), in.unsignedByte()));
            } else {
                int dayOfMonth = in.fixedShort();
                int month = in.fixedShort();
                day = new KryoValue.Day(LocalDate.of(Math.toIntExact(in.zigzag()), month, dayOfMonth));
            }
            objects.set(position, day);
            return day;
        } catch (DateTimeException | ArithmeticException e) {
            throw new NotUnderstood("A date is none");
        }
    }

    /**
     * Hive 2 takes a day for the moment at which it begins where the client is, and does not say where that is. Hive's own
     * server believes it to be in its zone. Here a moment at which no day begins in this zone is not understood.
     */
    private KryoValue midnight() {
        int reference = in.varint();
        if (reference != NEW) {
            return before(reference);
        }
        try {
            Instant moment = Instant.ofEpochMilli(in.fixedLong());
            LocalDate day = moment.atZone(zone).toLocalDate();
            if (typed || !day.atStartOfDay(zone).toInstant().equals(moment)) {
                throw new NotUnderstood("A date is a moment within a day");
            }
            KryoValue value = new KryoValue.Day(day);
            objects.add(value);
            return value;
        } catch (DateTimeException e) {
            throw new NotUnderstood("A date is none");
        }
    }

    private KryoValue before(int reference) {
        if (reference == NULL) {
            return KryoValue.ABSENT;
        }
        int number = reference - NUMBERS_FROM;
        if (number < 0 || number >= objects.size()) {
            throw new NotUnderstood("An object is referred to that did not come before");
        }
        return objects.get(number);
    }
}
