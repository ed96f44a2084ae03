package dev.skep.inference.format;

import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Other;
import dev.skep.inference.Inference;
import dev.skep.inference.Limits;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.SelfDescribed.Found;
import dev.skep.inference.sample.Body;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Avro object container files, by their header; blocks are counted, no row is read. */
public final class AvroReader implements FormatReader {

    @Override
    public Format format() {
        return Format.AVRO;
    }

    @Override
    public Likeness sniff(Sample sample) {
        return sample.startsWith(AvroHeader.MAGIC) ? Likeness.CERTAIN : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        Body body = sample.body();
        AvroHeader header = AvroHeader.parse(body.head())
                .orElseThrow(() -> body.whole()
                        ? UnreadableException.truncated("it ends within its Avro header")
                        : UnreadableException.tooLarge("its Avro header is longer than the sample"));
        AvroHeader.Blocks blocks = header.count(body.head(), body.whole());
        RowCount rows = body.whole()
                ? new RowCount(blocks.rows(), true)
                : new RowCount(Math.round((double) blocks.rows() * body.size() / Math.max(1, blocks.bytes())), false);
        Schema schema = schema(header.schema());
        List<Evidence> warnings = new ArrayList<>();
        if (blocks.lineEnd()) {
            warnings.add(Evidence.warning(
                    "a line end follows its last block", "an editor appended it; readers may fail there"));
        }
        List<Found> columns = columns(schema, sample.limits(), warnings);
        Map<String, String> properties = Map.of("avro.schema.literal", header.schema());
        return SelfDescribed.answer(sample, Format.AVRO, columns, rows, properties, warnings);
    }

    /** @throws UnreadableException if it is no schema */
    static Schema schema(String json) throws UnreadableException {
        try {
            return new Schema.Parser(NameValidator.NO_VALIDATION)
                    .setValidateDefaults(false)
                    .parse(json);
        } catch (AvroRuntimeException | NullPointerException e) {
            // The latter is what the parser says of a whole schema that is the name of none.
            throw UnreadableException.corrupt("its Avro schema is invalid: " + e.getMessage());
        }
    }

    private static List<Found> columns(Schema schema, Limits limits, List<Evidence> warnings)
            throws UnreadableException {
        List<Found> columns = new ArrayList<>();
        if (schema.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : schema.getFields()) {
                columns.add(column(field.name(), field.schema(), limits, warnings));
            }
        } else {
            warnings.add(Evidence.obstacle("its rows are no records, and readers of Avro tables take nothing else"));
            columns.add(column("", schema, limits, warnings));
        }
        return columns;
    }

    private static Found column(String name, Schema schema, Limits limits, List<Evidence> warnings)
            throws UnreadableException {
        HiveType type = new AvroTypes(false, limits).type(schema);
        HiveType derived = new AvroTypes(true, limits).type(schema);
        if (derived instanceof Other) {
            warnings.add(Evidence.warning(
                    "column " + name + " is a union", "Spark and Trino refuse Avro unions of several types"));
        }
        String reason = derived.equals(type)
                ? "the header's schema says so"
                : "the header's schema says " + type.text() + ", and this is how AvroSerDe hands it out";
        return new Found(name, type, DeclaredType.of(derived), AvroTypes.isNullable(schema), reason);
    }
}
