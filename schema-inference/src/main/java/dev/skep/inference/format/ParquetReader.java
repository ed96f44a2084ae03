package dev.skep.inference.format;

import dev.skep.inference.Bounds;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.Inference;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.SelfDescribed.Found;
import dev.skep.inference.format.parquet.ParquetFooter;
import dev.skep.inference.format.parquet.ParquetSchema;
import dev.skep.inference.format.parquet.ParquetSchema.Annotation;
import dev.skep.inference.format.parquet.ParquetSchema.Node;
import dev.skep.inference.format.parquet.ParquetStatistics;
import dev.skep.inference.format.parquet.WholeNumbers;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parquet, by its footer; of rows, only {@link WholeNumbers} are read. */
public final class ParquetReader implements FormatReader {

    @Override
    public Format format() {
        return Format.PARQUET;
    }

    @Override
    public Likeness sniff(Sample sample) {
        return sample.startsWith(ParquetFooter.MAGIC) || sample.startsWith(ParquetFooter.ENCRYPTED)
                ? Likeness.CERTAIN
                : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        WholeFile.require(sample, "Parquet");
        ParquetStatistics statistics = new ParquetStatistics();
        WholeNumbers numbers = new WholeNumbers(sample.source(), sample.limits());
        ParquetFooter footer = ParquetFooter.of(sample.source(), sample.limits(), statistics, numbers);
        Map<String, Bounds> untold = numbers.untold(footer, statistics);
        List<Found> columns = new ArrayList<>();
        List<Evidence> warnings = new ArrayList<>();
        for (Node node : footer.root().children()) {
            columns.add(column(node, statistics, untold));
            if (node.annotation() == Annotation.TIMESTAMP_NANOS) {
                warnings.add(Evidence.warning(
                        "column " + node.name() + " counts nanoseconds",
                        "Spark refuses such timestamps and Trino rounds them"));
            }
        }
        return SelfDescribed.answer(
                sample, Format.PARQUET, columns, new RowCount(footer.rows(), true), Map.of(), warnings);
    }

    private static Found column(Node node, ParquetStatistics statistics, Map<String, Bounds> untold) {
        HiveType type = ParquetSchema.type(node);
        // Halves have no Hive type; engines hand out their two bytes.
        HiveType declared = node.annotation() == Annotation.FLOAT16 ? Scalar.BINARY : DeclaredType.of(type);
        boolean nullable = node.repetition() == ParquetSchema.OPTIONAL;
        return new Found(
                node.name(),
                type,
                declared,
                nullable,
                "the footer says so",
                statistics
                        .of(node)
                        .map(told -> new ColumnStatistics(
                                told.nulls(), untold.getOrDefault(node.name(), told.bounds()), told.exact()))
                        .orElse(null));
    }
}
