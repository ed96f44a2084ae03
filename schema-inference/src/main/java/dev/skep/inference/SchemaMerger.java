package dev.skep.inference;

import dev.skep.inference.HiveType.Scalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Unites the schemas of several sources into that of one table.
 *
 * <p>Sources are taken in the order of their names, so the answer does not depend on the order in which they were read.
 * The first one's column order leads; columns seen later follow.
 */
public final class SchemaMerger {

    private SchemaMerger() {}

    /** A schema and where it comes from. */
    public record Sourced(String source, InferredSchema schema) {}

    /** What merging found, and which sources surprised. */
    public record Merged(InferredSchema schema, List<Surprise> surprises) {
        public Merged {
            surprises = List.copyOf(surprises);
        }
    }

    /**
     * A source that differs from what the sources before it had in common.
     *
     * @param column the merged name
     */
    public record Surprise(Kind kind, String source, String column, String detail) {

        /** What differs. */
        public enum Kind {
            ADDED,
            MISSING,
            WIDENED,
            /** The label differs in case from the one seen first. */
            CASE
        }
    }

    /**
     * Why two schemas cannot be one table; empty if they can. Alike must be: the format, and for CSV the delimiter, the
     * header line, the encoding and the order of columns.
     */
    public static Optional<String> conflict(InferredSchema left, InferredSchema right) {
        if (left.format() != right.format()) {
            return Optional.of("one is " + left.format().classification() + ", the other "
                    + right.format().classification());
        }
        Dialect a = left.dialect();
        Dialect b = right.dialect();
        if (a == null || b == null) {
            return !left.form().equals(right.form()) && isHeeded(left.form())
                    ? Optional.of("one is taken apart in another way than the other")
                    : unconverted(left, right);
        }
        if (!a.delimiter().equals(b.delimiter())
                && left.columns().size() > 1
                && right.columns().size() > 1) {
            return Optional.of("one is delimited by \"" + a.delimiter() + "\", the other by \"" + b.delimiter() + "\"");
        }
        if (a.header() != b.header()) {
            return Optional.of("one has a header line, the other has none");
        }
        if (a.headerLines() != b.headerLines()) {
            return Optional.of("one has " + a.headerLines() + " lines of header, the other " + b.headerLines());
        }
        if (a.skippedLines() != b.skippedLines()) {
            return Optional.of("one has " + a.skippedLines() + " lines before its rows, the other " + b.skippedLines());
        }
        if (!Objects.equals(left.encoding(), right.encoding())) {
            return Optional.of("one is encoded in " + left.encoding() + ", the other in " + right.encoding());
        }
        return order(left, right);
    }

    /** Whether a reader takes all files of a table apart in this one way. */
    private static boolean isHeeded(Form form) {
        return form instanceof Form.Rows
                || form instanceof Form.Inner
                || form instanceof Form.Log
                || form instanceof Form.FixedWidth;
    }

    /** Readers of Parquet and Avro make no text of values of other types. */
    private static Optional<String> unconverted(InferredSchema left, InferredSchema right) {
        if (left.format() != Format.PARQUET && left.format() != Format.AVRO) {
            return Optional.empty();
        }
        Map<String, InferredColumn> known = new HashMap<>();
        left.columns().forEach(column -> known.put(column.name(), column));
        for (InferredColumn b : right.columns()) {
            InferredColumn a = known.get(b.name());
            if (a != null && becomesText(a.type(), b.type(), ColumnJoin.type(a, b))) {
                return Optional.of("column " + b.name() + " is " + a.type().text() + " in one and "
                        + b.type().text() + " in the other, and readers of "
                        + left.format().classification() + " convert neither");
            }
        }
        return Optional.empty();
    }

    private static boolean becomesText(HiveType left, HiveType right, HiveType joined) {
        return joined == Scalar.STRING && !(isText(left) && isText(right));
    }

    private static boolean isText(HiveType type) {
        return type == Scalar.STRING
                || type == Scalar.BINARY
                || type instanceof HiveType.Varchar
                || type instanceof HiveType.Char;
    }

    /** Delimited text is read by position, so the columns of one file must begin those of the other. */
    private static Optional<String> order(InferredSchema left, InferredSchema right) {
        int common = Math.min(left.columns().size(), right.columns().size());
        for (int i = 0; i < common; i++) {
            String a = left.columns().get(i).name();
            String b = right.columns().get(i).name();
            if (!a.equals(b)) {
                return Optional.of("column " + (i + 1) + " is " + a + " in one and " + b
                        + " in the other, and delimited text is read by position");
            }
        }
        return Optional.empty();
    }

    /**
     * Merges schemas between which there is no {@link #conflict}.
     *
     * @throws IllegalArgumentException if there is none, or two conflict
     */
    public static Merged merge(Collection<Sourced> sources) {
        List<Sourced> ordered = new ArrayList<>(sources);
        ordered.sort(Comparator.comparing(Sourced::source));
        if (ordered.isEmpty()) {
            throw new IllegalArgumentException("There is no schema to merge");
        }
        Sourced first = ordered.get(0);
        Map<String, InferredColumn> columns = new LinkedHashMap<>();
        first.schema().columns().forEach(column -> columns.put(column.name(), column));
        List<Surprise> surprises = new ArrayList<>();
        InferredSchema schema = first.schema();
        for (Sourced next : ordered.subList(1, ordered.size())) {
            refuseConflict(schema, next);
            mergeColumns(columns, schema.rows(), next, surprises);
            schema = mergeRest(schema, next.schema(), columns.values());
        }
        return new Merged(schema, surprises);
    }

    private static void refuseConflict(InferredSchema merged, Sourced next) {
        Optional<String> conflict = conflict(merged, next.schema());
        if (conflict.isPresent()) {
            throw new IllegalArgumentException(
                    next.source() + " and the sources before it cannot be one table: " + conflict.get());
        }
    }

    /** @param rows of the sources before it */
    private static void mergeColumns(
            Map<String, InferredColumn> columns, RowCount rows, Sourced next, List<Surprise> surprises) {
        Map<String, InferredColumn> found = new LinkedHashMap<>();
        next.schema().columns().forEach(column -> found.put(column.name(), column));
        columns.replaceAll((name, known) -> {
            InferredColumn column = found.remove(name);
            if (column == null) {
                surprises.add(new Surprise(Surprise.Kind.MISSING, next.source(), name, "has no such column"));
                return ColumnJoin.withMissing(known, next.schema().rows());
            }
            if (!known.label().equals(column.label()) && known.label().equalsIgnoreCase(column.label())) {
                surprises.add(new Surprise(
                        Surprise.Kind.CASE,
                        next.source(),
                        name,
                        "spells it " + column.label() + ", others " + known.label()));
            }
            InferredColumn joined = ColumnJoin.of(known, column, next.source());
            if (!TypeLattice.equivalent(joined.type(), known.type())) {
                surprises.add(new Surprise(
                        Surprise.Kind.WIDENED,
                        next.source(),
                        name,
                        "widens it from " + known.type().text() + " to "
                                + joined.type().text() + ": " + column.reason().because()));
            }
            return joined;
        });
        found.forEach((name, column) -> {
            surprises.add(new Surprise(
                    Surprise.Kind.ADDED,
                    next.source(),
                    name,
                    "has a further column " + column.type().text()));
            columns.put(name, ColumnJoin.withMissing(column, rows));
        });
    }

    private static InferredSchema mergeRest(
            InferredSchema left, InferredSchema right, Collection<InferredColumn> columns) {
        Dialect dialect = mergeDialects(left, right);
        String encoding = left.encoding();
        StorageForm storage = dialect == null || encoding == null
                ? mergeStorage(left.storage(), right.storage())
                : CsvStorage.of(dialect, encoding, left.compression());
        List<Evidence> evidence = new ArrayList<>(left.evidence());
        right.evidence().stream()
                .filter(item -> (item.topic() == Evidence.Topic.WARNING || item.topic() == Evidence.Topic.OBSTACLE)
                        && !left.evidence().contains(item))
                .forEach(evidence::add);
        if (left.format() == Format.PARQUET) {
            unwidened(left, right, columns).stream()
                    .filter(item -> !evidence.contains(item))
                    .forEach(evidence::add);
        }
        return new InferredSchema(
                left.format(),
                left.compression(),
                declared(columns, storage),
                dialect == null ? left.form() : dialect,
                encoding,
                storage,
                left.rows().plus(right.rows()),
                left.bytes() + right.bytes(),
                Math.min(left.confidence(), right.confidence()),
                evidence);
    }

    /** What to tell of numbers of Parquet files that Spark does not read as the wider ones of others, as tried with 3.5 and 4.2. */
    private static List<Evidence> unwidened(
            InferredSchema left, InferredSchema right, Collection<InferredColumn> columns) {
        List<Evidence> warnings = new ArrayList<>();
        for (InferredColumn joined : columns) {
            Stream.concat(left.columns().stream(), right.columns().stream())
                    .filter(column -> column.name().equals(joined.name()))
                    .map(InferredColumn::type)
                    .filter(type -> isWider(joined.type(), type))
                    .map(type -> Evidence.warning(
                            "column " + joined.name() + " is " + type.text() + " in some files",
                            type == Scalar.BIGINT
                                    ? "column " + joined.name() + " is bigint in some files and double in others, which"
                                            + " Spark does not read"
                                    : "column " + joined.name() + " is " + type.text()
                                            + " in some files and wider in others,"
                                            + " which Spark 3.5 does not read, and Spark 4 does"))
                    .forEach(warnings::add);
        }
        return warnings;
    }

    /** Whether a number has another form in Parquet than narrower ones. */
    private static boolean isWider(HiveType joined, HiveType type) {
        boolean small = type == Scalar.TINYINT || type == Scalar.SMALLINT || type == Scalar.INT;
        return (joined == Scalar.BIGINT && small)
                || (joined == Scalar.DOUBLE && (small || type == Scalar.BIGINT || type == Scalar.FLOAT));
    }

    /**
     * Properties on which sources disagree are left out. For Avro's schema literal that is right: without it, the SerDe
     * derives a schema from the merged columns, in which every field may be absent.
     */
    private static StorageForm mergeStorage(StorageForm left, StorageForm right) {
        SortedMap<String, String> serde = new TreeMap<>(left.serdeProperties());
        serde.entrySet().retainAll(right.serdeProperties().entrySet());
        SortedMap<String, String> table = new TreeMap<>(left.tableProperties());
        table.keySet().removeIf(name -> left.serdeProperties().containsKey(name) && !serde.containsKey(name));
        return new StorageForm(left.inputFormat(), left.outputFormat(), left.serdeLibrary(), serde, table);
    }

    /** Quotes or escapes in one file make the whole table need the SerDe that knows them. */
    private static @Nullable Dialect mergeDialects(InferredSchema left, InferredSchema right) {
        Dialect a = left.dialect();
        Dialect b = right.dialect();
        if (a == null || b == null) {
            return a;
        }
        String delimiter = left.columns().size() > 1 ? a.delimiter() : b.delimiter();
        Character quote = a.quote() != null ? a.quote() : b.quote();
        Character escape = a.escape() != null ? a.escape() : b.escape();
        Character comment = Objects.equals(a.comment(), b.comment()) ? a.comment() : null;
        return new Dialect(
                delimiter, quote, escape, comment, a.headerLines(), a.skippedLines(), a.spanning() || b.spanning());
    }

    private static List<InferredColumn> declared(Collection<InferredColumn> columns, StorageForm storage) {
        if (!storage.serdeLibrary().equals(Format.OPEN_CSV_SERDE)) {
            return List.copyOf(columns);
        }
        return columns.stream()
                .map(column -> new InferredColumn(
                        column.name(),
                        column.label(),
                        column.valueType(),
                        Scalar.STRING,
                        column.nullable(),
                        column.reason(),
                        column.statistics()))
                .toList();
    }
}
