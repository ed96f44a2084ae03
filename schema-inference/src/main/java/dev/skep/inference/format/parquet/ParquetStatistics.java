package dev.skep.inference.format.parquet;

import dev.skep.inference.Bounds;
import dev.skep.inference.Bounds.Kind;
import dev.skep.inference.ColumnStatistics;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Decimal;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.format.parquet.ParquetSchema.Annotation;
import dev.skep.inference.format.parquet.ParquetSchema.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the footer says of the values of columns that are not nested, over all groups of rows. A bound that may be wrong
 * is none: one whose order is not told, not a number, cut in a character, or of a type whose order is not defined.
 */
public final class ParquetStatistics implements ParquetFooter.Chunks {

    private static final long NANOS = 1_000_000_000;

    private final IdentityHashMap<Node, Sum> sums = new IdentityHashMap<>();
    private boolean ordered;

    /** Bounds by the deprecated and by the present fields, as which ones count is said behind them. */
    private static final class Sum {
        private @Nullable Long nulls = 0L;
        private Bounds old = new Bounds.Nothing();
        private Bounds present = new Bounds.Nothing();
    }

    @Override
    public void chunk(Leaf leaf, Chunk chunk) {
        if (!leaf.isFlat()) {
            return;
        }
        Sum sum = sums.computeIfAbsent(leaf.node(), it -> new Sum());
        Chunk.Statistics statistics = chunk.statistics();
        Long nulls = leaf.definition() == 0 ? Long.valueOf(0) : statistics.nulls();
        if (nulls == null || nulls < 0 || nulls > chunk.values()) {
            sum.nulls = null;
        } else {
            sum.nulls = sum.nulls == null ? null : Long.valueOf(sum.nulls + nulls);
            if (nulls == chunk.values()) {
                return;
            }
        }
        Node node = leaf.node();
        Bounds old = bounds(node, statistics.oldSmallest(), statistics.oldLargest(), true);
        boolean attained = statistics.smallestAttained() && statistics.largestAttained();
        Bounds present = bounds(node, statistics.smallest(), statistics.largest(), attained);
        sum.old = sum.old.plus(isSigned(node) ? old : new Bounds.Unknown());
        sum.present = sum.present.plus(present instanceof Bounds.Unknown && isSigned(node) ? old : present);
    }

    @Override
    public void ordered() {
        ordered = true;
    }

    /** What is known of a column; empty if it is nested or there is no group of rows. */
    public Optional<ColumnStatistics> of(Node node) {
        return Optional.ofNullable(sums.get(node))
                .map(sum -> new ColumnStatistics(sum.nulls, ordered ? sum.present : sum.old, true));
    }

    /** Whether values are ordered as signed numbers, which is what the deprecated fields mean at all times. */
    private static boolean isSigned(Node node) {
        return switch (node.annotation()) {
            case NONE, DATE, TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, INT8, INT16, OTHER -> true;
            case DECIMAL -> node.physical() == ParquetSchema.INT32 || node.physical() == ParquetSchema.INT64;
            case STRING, MAP, LIST, TIME, UINT8, UINT16, UINT32, UINT64, FLOAT16 -> false;
        };
    }

    private static Bounds bounds(Node node, byte @Nullable [] smallest, byte @Nullable [] largest, boolean attained) {
        if (smallest == null || largest == null) {
            return new Bounds.Unknown();
        }
        HiveType type = ParquetSchema.type(node);
        Optional<Kind> kind = kind(node, type);
        Optional<String> low = kind.flatMap(it -> text(node, type, smallest));
        Optional<String> high = kind.flatMap(it -> text(node, type, largest));
        if (kind.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return new Bounds.Unknown();
        }
        // Only text is cut; a writer that does not say may have cut it.
        boolean known = attained || kind.get() != Kind.TEXT;
        return kind.get().compare(low.get(), high.get()) > 0
                ? new Bounds.Unknown()
                : new Bounds.Range(kind.get(), low.get(), high.get(), known);
    }

    private static Optional<Kind> kind(Node node, HiveType type) {
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case BOOLEAN -> Optional.of(Kind.TRUTH);
                case TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> Optional.of(Kind.NUMBER);
                case DATE -> Optional.of(Kind.DATE);
                case STRING -> Optional.of(Kind.TEXT);
                case TIMESTAMP -> moment(node);
                case VOID, BINARY -> Optional.empty();
            };
        }
        return type instanceof Decimal ? Optional.of(Kind.NUMBER) : Optional.empty();
    }

    /** Of those in 96 bits, no order is defined. */
    private static Optional<Kind> moment(Node node) {
        if (node.physical() != ParquetSchema.INT64) {
            return Optional.empty();
        }
        return Optional.of(node.instant() ? Kind.INSTANT : Kind.TIMESTAMP);
    }

    /** A plain value as text; empty if it is none. */
    private static Optional<String> text(Node node, HiveType type, byte[] value) {
        if (node.annotation() == Annotation.FLOAT16 || node.annotation() == Annotation.TIME) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        return switch (node.physical()) {
            case ParquetSchema.BOOLEAN ->
                value.length == 1 ? Optional.of(String.valueOf(value[0] != 0)) : Optional.empty();
            case ParquetSchema.INT32 ->
                value.length == Integer.BYTES ? Optional.of(whole(node, type, bytes.getInt())) : Optional.empty();
            case ParquetSchema.INT64 ->
                value.length == Long.BYTES ? Optional.of(whole(node, type, bytes.getLong())) : Optional.empty();
            case ParquetSchema.FLOAT -> value.length == Float.BYTES ? fraction(bytes.getFloat()) : Optional.empty();
            case ParquetSchema.DOUBLE -> value.length == Double.BYTES ? fraction(bytes.getDouble()) : Optional.empty();
            default -> type instanceof Decimal decimal ? decimal(value, decimal) : utf8(value);
        };
    }

    private static String whole(Node node, HiveType type, long value) {
        if (type == Scalar.DATE) {
            return LocalDate.ofEpochDay(value).toString();
        }
        if (type instanceof Decimal decimal && node.annotation() == Annotation.DECIMAL) {
            return BigDecimal.valueOf(value, decimal.scale()).toPlainString();
        }
        return switch (node.annotation()) {
            case TIMESTAMP_MILLIS -> moment(value, 1_000);
            case TIMESTAMP_MICROS -> moment(value, 1_000_000);
            case TIMESTAMP_NANOS -> moment(value, NANOS);
            case UINT32 -> String.valueOf(value & 0xffff_ffffL);
            case UINT64 -> Long.toUnsignedString(value);
            case NONE, STRING, MAP, LIST, DECIMAL, DATE, TIME, UINT8, UINT16, INT8, INT16, FLOAT16, OTHER ->
                String.valueOf(value);
        };
    }

    private static String moment(long value, long aSecond) {
        int nanos = (int) (Math.floorMod(value, aSecond) * (NANOS / aSecond));
        return LocalDateTime.ofEpochSecond(Math.floorDiv(value, aSecond), nanos, ZoneOffset.UTC)
                .toString();
    }

    /** Not a number bounds nothing, and neither does infinity in decimal notation; zero has no sign. */
    private static Optional<String> fraction(double value) {
        return Double.isFinite(value) ? Optional.of(value == 0 ? "0.0" : String.valueOf(value)) : Optional.empty();
    }

    private static Optional<String> decimal(byte[] value, Decimal type) {
        return value.length == 0 || value.length > 16
                ? Optional.empty()
                : Optional.of(new BigDecimal(new BigInteger(value), type.scale()).toPlainString());
    }

    private static Optional<String> utf8(byte[] value) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
