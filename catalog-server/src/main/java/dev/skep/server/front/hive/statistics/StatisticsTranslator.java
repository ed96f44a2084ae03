package dev.skep.server.front.hive.statistics;

import dev.skep.hive.api.BinaryColumnStatsData;
import dev.skep.hive.api.BooleanColumnStatsData;
import dev.skep.hive.api.ColumnStatisticsData;
import dev.skep.hive.api.ColumnStatisticsDesc;
import dev.skep.hive.api.ColumnStatisticsObj;
import dev.skep.hive.api.Date;
import dev.skep.hive.api.DateColumnStatsData;
import dev.skep.hive.api.Decimal;
import dev.skep.hive.api.DecimalColumnStatsData;
import dev.skep.hive.api.DoubleColumnStatsData;
import dev.skep.hive.api.LongColumnStatsData;
import dev.skep.hive.api.StringColumnStatsData;
import dev.skep.hive.api.Timestamp;
import dev.skep.hive.api.TimestampColumnStatsData;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.Figures;
import dev.skep.server.model.ColumnStatistics.OfBinary;
import dev.skep.server.model.ColumnStatistics.OfBoolean;
import dev.skep.server.model.ColumnStatistics.OfDate;
import dev.skep.server.model.ColumnStatistics.OfDecimal;
import dev.skep.server.model.ColumnStatistics.OfDouble;
import dev.skep.server.model.ColumnStatistics.OfLong;
import dev.skep.server.model.ColumnStatistics.OfString;
import dev.skep.server.model.ColumnStatistics.OfTimestamp;
import dev.skep.server.model.ColumnStatistics.Sketches;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Bytes;
import dev.skep.thrift.UnknownFields;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Column statistics of the wire and of the model. */
public final class StatisticsTranslator {
    private StatisticsTranslator() {}

    /** @param requestEngine the engine that the request names beside the record, for a record that names none */
    public static List<ColumnStatistics> toModel(
            dev.skep.hive.api.ColumnStatistics wire, @Nullable String requestEngine) {
        Long analyzed = wire.statsDesc().lastAnalyzed();
        String engine = wire.engine() == null ? requestEngine : wire.engine();
        return wire.statsObj().stream()
                .map(each -> new ColumnStatistics(
                        column(each.colName()),
                        each.colType(),
                        engine(engine),
                        analyzed == null ? null : Instant.ofEpochSecond(analyzed),
                        figures(each.colName(), each.statsData())))
                .toList();
    }

    /** The figures alone, one object a column. */
    public static List<ColumnStatisticsObj> toWire(List<ColumnStatistics> statistics) {
        return statistics.stream()
                .map(each -> ColumnStatisticsObj.builder()
                        .colName(each.column())
                        .colType(each.type())
                        .statsData(data(each.figures()))
                        .build())
                .toList();
    }

    /** @param partition null for statistics of the table itself */
    public static ColumnStatisticsDesc about(TableName table, @Nullable PartitionName partition, ColumnStatistics any) {
        Instant analyzed = any.analyzedAt();
        return ColumnStatisticsDesc.builder()
                .isTblLevel(partition == null)
                .catName(table.database().catalog().value())
                .dbName(table.database().value())
                .tableName(table.value())
                .partName(partition == null ? null : partition.value())
                .lastAnalyzed(analyzed == null ? null : analyzed.getEpochSecond())
                .build();
    }

    static String column(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String engine(@Nullable String engine) {
        return engine == null || engine.isEmpty() ? ColumnStatistics.DEFAULT_ENGINE : engine;
    }

    private static Figures figures(String column, ColumnStatisticsData data) {
        if (data instanceof ColumnStatisticsData.BooleanStats stats) {
            BooleanColumnStatsData value = stats.value();
            return new OfBoolean(
                    value.numTrues(), value.numFalses(), value.numNulls(), sketches(value.bitVectors(), null));
        }
        if (data instanceof ColumnStatisticsData.LongStats stats) {
            LongColumnStatsData value = stats.value();
            return new OfLong(
                    value.lowValue(),
                    value.highValue(),
                    value.numNulls(),
                    value.numDVs(),
                    sketches(value.bitVectors(), value.histogram()));
        }
        if (data instanceof ColumnStatisticsData.DoubleStats stats) {
            DoubleColumnStatsData value = stats.value();
            return new OfDouble(
                    value.lowValue(),
                    value.highValue(),
                    value.numNulls(),
                    value.numDVs(),
                    sketches(value.bitVectors(), value.histogram()));
        }
        if (data instanceof ColumnStatisticsData.StringStats stats) {
            StringColumnStatsData value = stats.value();
            return new OfString(
                    value.maxColLen(),
                    value.avgColLen(),
                    value.numNulls(),
                    value.numDVs(),
                    sketches(value.bitVectors(), null));
        }
        if (data instanceof ColumnStatisticsData.BinaryStats stats) {
            BinaryColumnStatsData value = stats.value();
            return new OfBinary(
                    value.maxColLen(), value.avgColLen(), value.numNulls(), sketches(value.bitVectors(), null));
        }
        if (data instanceof ColumnStatisticsData.DecimalStats stats) {
            DecimalColumnStatsData value = stats.value();
            return new OfDecimal(
                    text(value.lowValue()),
                    text(value.highValue()),
                    value.numNulls(),
                    value.numDVs(),
                    sketches(value.bitVectors(), value.histogram()));
        }
        if (data instanceof ColumnStatisticsData.DateStats stats) {
            DateColumnStatsData value = stats.value();
            return new OfDate(
                    value.lowValue() == null ? null : value.lowValue().daysSinceEpoch(),
                    value.highValue() == null ? null : value.highValue().daysSinceEpoch(),
                    value.numNulls(),
                    value.numDVs(),
                    sketches(value.bitVectors(), value.histogram()));
        }
        if (data instanceof ColumnStatisticsData.TimestampStats stats) {
            TimestampColumnStatsData value = stats.value();
            return new OfTimestamp(
                    value.lowValue() == null ? null : value.lowValue().secondsSinceEpoch(),
                    value.highValue() == null ? null : value.highValue().secondsSinceEpoch(),
                    value.numNulls(),
                    value.numDVs(),
                    sketches(value.bitVectors(), value.histogram()));
        }
        throw CatalogException.invalid("The statistics of column " + column + " are of no known kind");
    }

    private static ColumnStatisticsData data(Figures figures) {
        Bytes bits = bytes(figures.sketches().bitVectors());
        Bytes histogram = bytes(figures.sketches().histogram());
        if (figures instanceof OfBoolean of) {
            return new ColumnStatisticsData.BooleanStats(BooleanColumnStatsData.builder()
                    .numTrues(of.trues())
                    .numFalses(of.falses())
                    .numNulls(of.nulls())
                    .bitVectors(bits)
                    .build());
        }
        if (figures instanceof OfLong of) {
            return new ColumnStatisticsData.LongStats(LongColumnStatsData.builder()
                    .lowValue(of.low())
                    .highValue(of.high())
                    .numNulls(of.nulls())
                    .numDVs(of.distinct())
                    .bitVectors(bits)
                    .histogram(histogram)
                    .build());
        }
        if (figures instanceof OfDouble of) {
            return new ColumnStatisticsData.DoubleStats(DoubleColumnStatsData.builder()
                    .lowValue(of.low())
                    .highValue(of.high())
                    .numNulls(of.nulls())
                    .numDVs(of.distinct())
                    .bitVectors(bits)
                    .histogram(histogram)
                    .build());
        }
        if (figures instanceof OfString of) {
            return new ColumnStatisticsData.StringStats(StringColumnStatsData.builder()
                    .maxColLen(of.maxLength())
                    .avgColLen(of.averageLength())
                    .numNulls(of.nulls())
                    .numDVs(of.distinct())
                    .bitVectors(bits)
                    .build());
        }
        if (figures instanceof OfBinary of) {
            return new ColumnStatisticsData.BinaryStats(BinaryColumnStatsData.builder()
                    .maxColLen(of.maxLength())
                    .avgColLen(of.averageLength())
                    .numNulls(of.nulls())
                    .bitVectors(bits)
                    .build());
        }
        if (figures instanceof OfDecimal of) {
            return new ColumnStatisticsData.DecimalStats(DecimalColumnStatsData.builder()
                    .lowValue(decimal(of.low()))
                    .highValue(decimal(of.high()))
                    .numNulls(of.nulls())
                    .numDVs(of.distinct())
                    .bitVectors(bits)
                    .histogram(histogram)
                    .build());
        }
        if (figures instanceof OfDate of) {
            return new ColumnStatisticsData.DateStats(DateColumnStatsData.builder()
                    .lowValue(of.low() == null ? null : new Date(of.low(), UnknownFields.NONE))
                    .highValue(of.high() == null ? null : new Date(of.high(), UnknownFields.NONE))
                    .numNulls(of.nulls())
                    .numDVs(of.distinct())
                    .bitVectors(bits)
                    .histogram(histogram)
                    .build());
        }
        if (figures instanceof OfTimestamp of) {
            return new ColumnStatisticsData.TimestampStats(TimestampColumnStatsData.builder()
                    .lowValue(of.low() == null ? null : new Timestamp(of.low(), UnknownFields.NONE))
                    .highValue(of.high() == null ? null : new Timestamp(of.high(), UnknownFields.NONE))
                    .numNulls(of.nulls())
                    .numDVs(of.distinct())
                    .bitVectors(bits)
                    .histogram(histogram)
                    .build());
        }
        throw new IllegalStateException("Figures of no known kind: " + figures);
    }

    private static Sketches sketches(@Nullable Bytes bitVectors, @Nullable Bytes histogram) {
        return bitVectors == null && histogram == null
                ? Sketches.NONE
                : new Sketches(base64(bitVectors), base64(histogram));
    }

    private static @Nullable String base64(@Nullable Bytes bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static @Nullable Bytes bytes(@Nullable String base64) {
        return base64 == null ? null : Bytes.copyOf(Base64.getDecoder().decode(base64));
    }

    private static @Nullable String text(@Nullable Decimal decimal) {
        return decimal == null
                ? null
                : new BigDecimal(new BigInteger(decimal.unscaled().toByteArray()), decimal.scale()).toPlainString();
    }

    private static @Nullable Decimal decimal(@Nullable String text) {
        if (text == null) {
            return null;
        }
        BigDecimal value = new BigDecimal(text);
        return Decimal.builder()
                .unscaled(Bytes.copyOf(value.unscaledValue().toByteArray()))
                .scale((short) value.scale())
                .build();
    }
}
