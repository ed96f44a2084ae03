package dev.skep.inference.format;

import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.ParquetSchema.Annotation;
import dev.skep.inference.format.ParquetSchema.Node;
import dev.skep.inference.format.SelfDescribed.Found;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Parquet, by its footer; no row is read. */
public final class ParquetReader implements FormatReader {

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);

    /** The footer's length and the magic number. */
    private static final int TAIL = 8;

    @Override
    public Format format() {
        return Format.PARQUET;
    }

    @Override
    public Likeness sniff(Sample sample) {
        return sample.startsWith(MAGIC) || sample.startsWith(ENCRYPTED) ? Likeness.CERTAIN : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        WholeFile.require(sample, "Parquet");
        ParquetFooter footer = ParquetFooter.parse(footerBytes(sample), sample.limits());
        List<Found> columns = new ArrayList<>();
        List<Evidence> warnings = new ArrayList<>();
        for (Node node : footer.root().children()) {
            columns.add(column(node));
            if (node.annotation() == Annotation.TIMESTAMP_NANOS) {
                warnings.add(Evidence.warning(
                        "column " + node.name() + " counts nanoseconds",
                        "Spark refuses such timestamps and Trino rounds them"));
            }
        }
        return SelfDescribed.answer(
                sample, Format.PARQUET, columns, new RowCount(footer.rows(), true), Map.of(), warnings);
    }

    private static Found column(Node node) {
        HiveType type = ParquetSchema.type(node);
        // Halves have no Hive type; engines hand out their two bytes.
        HiveType declared = node.annotation() == Annotation.FLOAT16 ? Scalar.BINARY : DeclaredType.of(type);
        boolean nullable = node.repetition() == ParquetSchema.OPTIONAL;
        return new Found(node.name(), type, declared, nullable, "the footer says so");
    }

    private static byte[] footerBytes(Sample sample) throws IOException, UnreadableException {
        long size = sample.source().size();
        if (size < MAGIC.length + TAIL) {
            throw UnreadableException.truncated("it is Parquet of " + size + " bytes, too short for a footer");
        }
        byte[] tail = sample.source().read(size - TAIL, TAIL);
        byte[] magic = Arrays.copyOfRange(tail, 4, TAIL);
        if (Arrays.equals(magic, ENCRYPTED)) {
            throw UnreadableException.unsupported("its Parquet footer is encrypted");
        }
        if (!Arrays.equals(magic, MAGIC)) {
            throw UnreadableException.truncated("it begins as Parquet but does not end with PAR1");
        }
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt());
        if (length > size - MAGIC.length - TAIL) {
            throw UnreadableException.corrupt(
                    "its footer claims " + length + " bytes, more than the file of " + size + " bytes holds");
        }
        if (length > sample.limits().footer()) {
            throw UnreadableException.tooLarge("its footer of " + length + " bytes is above the limit of "
                    + sample.limits().footer());
        }
        return sample.source().read(size - TAIL - length, (int) length);
    }
}
