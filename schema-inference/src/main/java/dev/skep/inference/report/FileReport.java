package dev.skep.inference.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.inference.Bounds;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.Compression;
import dev.skep.inference.Dialect;
import dev.skep.inference.Evidence;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Empty;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.InferredSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer about one file, flat.
 *
 * @param file the name the caller knows it by
 * @param format {@code csv}, {@code tsv}, {@code json}, {@code jsonl} or another classification; {@code empty} without
 *     bytes, {@code unknown} if like nothing known
 * @param compression see {@link Compression#label()}
 * @param encoding absent for formats that are not text
 * @param delimiter absent but for delimited text, as are {@code quote} and {@code escape}
 * @param header absent where the format has no such thing
 * @param rows absent if not counted
 * @param confidence 0 to 1
 * @param reasons each a line of text
 * @param decisions what the lines are about, as data; of files that were understood
 * @param error absent if it was understood
 */
public record FileReport(
        String file,
        String format,
        String compression,
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String quote,
        @Nullable String escape,
        @Nullable Boolean header,
        @Nullable String rowTag,
        @Nullable String logKind,
        List<Column> columns,
        @Nullable Long rows,
        double confidence,
        List<String> reasons,
        List<Evidence> decisions,
        @Nullable String error) {

    /**
     * A column.
     *
     * @param name as the file spells it, or {@code colN}
     * @param type what the values are, as Hive spells it
     * @param statistics absent where none came for free
     */
    public record Column(
            String name,
            String type,
            boolean nullable,
            @Nullable ColumnStatistics statistics) {

        public Column(String name, String type, boolean nullable) {
            this(name, type, nullable, null);
        }
    }

    public FileReport {
        columns = List.copyOf(columns);
        reasons = List.copyOf(reasons);
        decisions = List.copyOf(decisions);
    }

    public static FileReport of(String file, Inference answer) {
        if (answer instanceof Inferred inferred) {
            return of(file, inferred.schema());
        }
        if (answer instanceof Unreadable unreadable) {
            String format = unreadable.format() == null ? "unknown" : name(unreadable.format(), null);
            return without(file, format, unreadable.compression(), List.of(), unreadable.detail());
        }
        Empty empty = (Empty) answer;
        String format = empty.format() == null ? "empty" : name(empty.format(), null);
        return without(file, format, Compression.NONE, List.of("empty, because " + empty.detail()), null);
    }

    /** About a file whose bytes could not be had. */
    public static FileReport failed(String file, String error) {
        return without(file, "unknown", Compression.NONE, List.of(), error);
    }

    private static FileReport without(
            String file, String format, Compression compression, List<String> reasons, @Nullable String error) {
        return new FileReport(
                file,
                format,
                compression.label(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null,
                0,
                reasons,
                List.of(),
                error);
    }

    private static FileReport of(String file, InferredSchema schema) {
        Dialect dialect = schema.dialect();
        List<Evidence> decisions = schema.decisions();
        return new FileReport(
                file,
                isDocument(schema) ? "json" : format(schema),
                schema.compression().label(),
                schema.encoding(),
                dialect == null ? null : dialect.delimiter(),
                dialect == null ? null : text(dialect.quote()),
                dialect == null ? null : text(dialect.escape()),
                header(schema.form()),
                schema.form() instanceof Form.Rows rows ? rows.tag() : null,
                schema.form() instanceof Form.Log log ? log.kind() : null,
                schema.columns().stream().map(FileReport::column).toList(),
                schema.rows().exact() ? schema.rows().rows() : null,
                schema.confidence(),
                decisions.stream().map(Evidence::text).toList(),
                decisions,
                null);
    }

    private static Column column(InferredColumn column) {
        String name = column.label().isEmpty() ? column.name() : column.label();
        return new Column(name, shown(column.valueType()).text(), column.nullable(), column.statistics());
    }

    /** Names stand as the file spells them, also where no table could declare them; what is always null is text. */
    private static HiveType shown(HiveType type) {
        if (type instanceof HiveType.Array array) {
            return new HiveType.Array(shown(array.element()));
        }
        if (type instanceof HiveType.Map map) {
            return new HiveType.Map(shown(map.key()), shown(map.value()));
        }
        if (type instanceof HiveType.Struct struct) {
            return new HiveType.Struct(struct.fields().stream()
                    .map(field -> new HiveType.Field(field.name(), shown(field.type())))
                    .toList());
        }
        return type == HiveType.Scalar.VOID ? HiveType.Scalar.STRING : type;
    }

    /** A single object on a line of its own is a document as well as a line; as a file, it is a document. */
    private static boolean isDocument(InferredSchema schema) {
        return schema.format() == Format.JSON_LINES
                && schema.rows().exact()
                && schema.rows().rows() == 1;
    }

    /** How a source of this schema is called: its classification, but {@code jsonl} and {@code tsv} by themselves. */
    public static String format(InferredSchema schema) {
        return name(schema.format(), schema.dialect());
    }

    private static String name(Format format, @Nullable Dialect dialect) {
        if (format == Format.JSON_LINES) {
            return "jsonl";
        }
        return dialect != null && dialect.delimiter().equals("\t") ? "tsv" : format.classification();
    }

    private static @Nullable Boolean header(Form form) {
        if (form instanceof Dialect dialect) {
            return dialect.header();
        }
        if (form instanceof Form.FixedWidth fixed) {
            return fixed.header();
        }
        return form instanceof Form.Sheet sheet ? sheet.header() : null;
    }

    private static @Nullable String text(@Nullable Character c) {
        return c == null ? null : String.valueOf(c);
    }

    /** The report as JSON; what is absent is {@code null}. */
    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("file", file)
                .put("format", format)
                .put("compression", compression)
                .put("encoding", encoding)
                .put("delimiter", delimiter)
                .put("quote", quote)
                .put("escape", escape)
                .put("header", header)
                .put("rowTag", rowTag)
                .put("logKind", logKind);
        ArrayNode typed = json.putArray("columns");
        columns.forEach(column -> json(typed.addObject(), column));
        json.put("rows", rows).put("confidence", EvidenceJson.rounded(confidence));
        ArrayNode lines = json.putArray("reasons");
        reasons.forEach(lines::add);
        ArrayNode list = json.putArray("decisions");
        decisions.forEach(decision -> list.add(EvidenceJson.of(decision)));
        return json.put("error", error);
    }

    private static void json(ObjectNode json, Column column) {
        json.put("name", column.name()).put("type", column.type()).put("nullable", column.nullable());
        ColumnStatistics statistics = column.statistics();
        if (statistics != null && statistics.exact()) {
            if (statistics.nulls() != null) {
                json.put("nulls", statistics.nulls());
            }
            if (statistics.bounds() instanceof Bounds.Range range) {
                json.put("smallest", range.smallest())
                        .put("largest", range.largest())
                        .put("attained", range.attained());
            }
        }
    }
}
