package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.inference.ByteSource;
import dev.skep.inference.ColumnNames;
import dev.skep.inference.Compression;
import dev.skep.inference.DeclaredType;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.FolderSource;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.Limits;
import dev.skep.inference.Reason;
import dev.skep.inference.RowCount;
import dev.skep.inference.StorageForm;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.parquet.ParquetFooter;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A folder that is a table by a log of its own: what the readers of such tables have in common. */
final class TableFolder {

    private final FolderSource folder;
    private final Limits limits;

    private TableFolder(FolderSource folder, Limits limits) {
        this.folder = folder;
        this.limits = limits;
    }

    /** The folder that a sample is of; empty if it is of a file. */
    static Optional<TableFolder> of(Sample sample) {
        return sample.source() instanceof FolderSource folder
                ? Optional.of(new TableFolder(folder, sample.limits()))
                : Optional.empty();
    }

    /** A reader is only shown what it took for a table. */
    static TableFolder require(Sample sample) throws UnreadableException {
        return of(sample).orElseThrow(() -> UnreadableException.corrupt("it is a file and no folder"));
    }

    Limits limits() {
        return limits;
    }

    List<String> list(String path) throws IOException {
        return folder.list(path);
    }

    /** A small file, unpacked. */
    byte[] read(String path) throws IOException, UnreadableException {
        Sample file = Sample.of(folder.file(path), limits);
        if (!file.body().whole()) {
            throw UnreadableException.tooLarge("its file " + path + " is above the limit");
        }
        return file.body().head();
    }

    ByteSource file(String path) throws IOException {
        return folder.file(path);
    }

    /** Is given trees of JSON in their order. */
    interface Trees {
        void tree(JsonNode tree) throws UnreadableException;
    }

    /** Reads a file with a tree of JSON on each line, however many there are. */
    void readLines(String path, Trees visitor) throws IOException, UnreadableException {
        ByteSource file = folder.file(path);
        try (InputStream in = file.open(0, file.size());
                MappingIterator<JsonNode> trees =
                        json().readerFor(JsonNode.class).readValues(in)) {
            while (trees.hasNextValue()) {
                visitor.tree(trees.nextValue());
            }
        } catch (JsonProcessingException e) {
            throw UnreadableException.corrupt("its " + path + " is not valid JSON, " + e.getOriginalMessage());
        }
    }

    /** The rows of a Parquet file, by its footer; empty if the file does not tell. */
    OptionalLong parquetRows(String path) {
        try {
            return OptionalLong.of(ParquetFooter.of(folder.file(path), limits).rows());
        } catch (IOException | UnreadableException e) {
            return OptionalLong.empty(); // the log may name files that are gone or lie elsewhere
        }
    }

    /** Reads JSON that is nested no deeper than the limits allow. */
    JsonMapper json() {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(limits.depth())
                                .maxStringLength(limits.footer())
                                .build())
                        .build())
                .build();
    }

    /**
     * @param fields all columns, those of partitions included
     * @param because where the columns were found
     */
    Inference answer(
            Format format, List<Field> fields, Form.Snapshot state, RowCount rows, String because, List<Evidence> more)
            throws UnreadableException {
        if (fields.isEmpty()) {
            return new Empty("its schema has no columns", format);
        }
        if (fields.size() > limits.columns()) {
            throw UnreadableException.tooLarge("it has " + fields.size() + " columns");
        }
        List<String> names = ColumnNames.folded(fields.stream().map(Field::name).toList());
        List<InferredColumn> columns = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(Topic.FORMAT, "", format.classification(), 1, "the folder has its log"));
        evidence.addAll(more);
        Reason reason = Reason.stated(because);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            columns.add(new InferredColumn(
                    names.get(i), field.name(), field.type(), DeclaredType.of(field.type()), true, reason));
        }
        return new Inferred(new InferredSchema(
                format,
                Compression.NONE,
                columns,
                state,
                null,
                StorageForm.of(format, Compression.NONE, Map.of(), Map.of()),
                rows,
                0,
                1,
                evidence));
    }
}
