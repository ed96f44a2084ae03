package dev.skep.inference.format;

import com.amazon.ion.IntegerSize;
import com.amazon.ion.IonException;
import com.amazon.ion.IonType;
import com.amazon.ion.Timestamp;
import com.amazon.ion.system.IonReaderBuilder;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.sample.Text;
import java.io.IOException;
import java.math.BigDecimal;

/** Amazon Ion, binary or text: values one after another, or in one list, of which each states its type. */
public final class IonReader implements FormatReader {

    private static final byte[] BINARY = {(byte) 0xe0, 1, 0, (byte) 0xea};
    private static final String TEXT = "$ion_1_0";

    /** Less than JSON, which is Ion, too, and which engines read. */
    private static final double NAMED = 0.97;

    /** More than delimited text, since what people write in braces is seldom Ion by accident. */
    private static final double UNNAMED = 0.93;

    /** Longer numbers in text take time that grows with the square of their length. */
    private static final int MOST_DIGITS = 1_000;

    @Override
    public Format format() {
        return Format.ION;
    }

    @Override
    public double mostLikeness(Sample sample) {
        byte[] start = sample.start();
        int first = 0;
        while (first < start.length && (start[first] == ' ' || start[first] == '\n' || start[first] == '\r')) {
            first++;
        }
        boolean brackets = first < start.length && (start[first] == '{' || start[first] == '[');
        return brackets ? unmarked(sample) : Likeness.CERTAIN.score();
    }

    /** How sure Ion is that does not begin with its version. */
    private static double unmarked(Sample sample) {
        return sample.name().contains(".ion") ? NAMED : UNNAMED;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        if (sample.startsWith(BINARY)) {
            return Likeness.CERTAIN;
        }
        String start = Text.start(sample).stripLeading();
        if (start.startsWith(TEXT)) {
            return new Likeness(1, "it begins with the version of Ion");
        }
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return Likeness.NONE;
        }
        StatedRows rows = new StatedRows(sample);
        try {
            read(sample.start(), rows, sample.limits().depth());
        } catch (UnreadableException e) {
            if (!sample.isStartCut() || rows.count() < 2) {
                return Likeness.NONE;
            }
        }
        boolean rowsOnly = rows.root().isOnlyObjects() && !rows.root().fields().isEmpty();
        return rowsOnly ? new Likeness(unmarked(sample), "it begins with a struct of Ion") : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        StatedRows rows = new StatedRows(sample);
        try {
            read(body.head(), rows, sample.limits().depth());
        } catch (UnreadableException e) {
            // A part of a source ends anywhere.
            if (body.whole() || rows.count() < 2) {
                throw e;
            }
        }
        return rows.answer(sample, Format.ION, body.whole() ? 1 : (double) body.head().length / body.size());
    }

    private static void read(byte[] bytes, StatedRows rows, int depth) throws UnreadableException {
        if (bytes.length < BINARY.length || bytes[0] != BINARY[0]) {
            requireShortNumbers(bytes);
        }
        try (com.amazon.ion.IonReader reader = IonReaderBuilder.standard().build(bytes)) {
            for (IonType type = reader.next(); type != null; type = reader.next()) {
                if (type == IonType.LIST && !reader.isNullValue()) {
                    elements(reader, rows.root(), depth - 1);
                } else {
                    value(reader, rows.root(), depth);
                }
            }
        } catch (IonException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw UnreadableException.corrupt("it is no valid Ion: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot fail", e);
        }
    }

    private static void requireShortNumbers(byte[] text) throws UnreadableException {
        int digits = 0;
        for (byte b : text) {
            digits = (b >= '0' && b <= '9') || b == '_' ? digits + 1 : 0;
            if (digits > MOST_DIGITS) {
                throw UnreadableException.tooLarge("it has numbers of more than " + MOST_DIGITS + " digits");
            }
        }
    }

    private static void elements(com.amazon.ion.IonReader reader, StatedType into, int depth)
            throws UnreadableException {
        requireDepth(depth);
        reader.stepIn();
        while (reader.next() != null) {
            value(reader, into, depth);
        }
        reader.stepOut();
    }

    private static void requireDepth(int depth) throws UnreadableException {
        if (depth <= 0) {
            throw UnreadableException.tooLarge("its values are nested too deep");
        }
    }

    private static void value(com.amazon.ion.IonReader reader, StatedType into, int depth) throws UnreadableException {
        if (reader.isNullValue()) {
            into.addNull();
            return;
        }
        switch (reader.getType()) {
            case STRUCT -> struct(reader, into, depth - 1);
            case LIST, SEXP -> elements(reader, into.addArray(), depth - 1);
            default -> into.add(scalar(reader));
        }
    }

    private static void struct(com.amazon.ion.IonReader reader, StatedType into, int depth) throws UnreadableException {
        requireDepth(depth);
        into.addObject();
        reader.stepIn();
        while (reader.next() != null) {
            String name = reader.getFieldName();
            if (name == null) {
                throw UnreadableException.corrupt("it has a field whose name is in none of its symbol tables");
            }
            value(reader, into.field(name), depth);
        }
        reader.stepOut();
    }

    private static HiveType scalar(com.amazon.ion.IonReader reader) {
        return switch (reader.getType()) {
            case BOOL -> Scalar.BOOLEAN;
            case INT -> whole(reader);
            case FLOAT -> Scalar.DOUBLE;
            case DECIMAL -> StatedType.ofNumber(reader.bigDecimalValue());
            case TIMESTAMP -> moment(reader.timestampValue());
            case BLOB -> Scalar.BINARY;
            case STRING, SYMBOL, CLOB -> Scalar.STRING;
            case NULL, LIST, SEXP, STRUCT, DATAGRAM ->
                throw new IllegalArgumentException("no scalar: " + reader.getType());
        };
    }

    private static HiveType whole(com.amazon.ion.IonReader reader) {
        IntegerSize size = reader.getIntegerSize();
        if (size == IntegerSize.BIG_INTEGER) {
            return StatedType.ofNumber(new BigDecimal(reader.bigIntegerValue()));
        }
        return size == IntegerSize.INT ? Scalar.INT : Scalar.BIGINT;
    }

    /** A year or a month is no day. */
    private static HiveType moment(Timestamp value) {
        return switch (value.getPrecision()) {
            case YEAR, MONTH -> Scalar.STRING;
            case DAY -> Scalar.DATE;
            case MINUTE, SECOND -> Scalar.TIMESTAMP;
            default -> Scalar.STRING;
        };
    }
}
