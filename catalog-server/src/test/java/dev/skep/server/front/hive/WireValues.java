package dev.skep.server.front.hive;

import dev.skep.hive.api.BinaryColumnStatsData;
import dev.skep.hive.api.ColumnStatistics;
import dev.skep.hive.api.ColumnStatisticsData;
import dev.skep.hive.api.ColumnStatisticsDesc;
import dev.skep.hive.api.ColumnStatisticsObj;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.Decimal;
import dev.skep.hive.api.DecimalColumnStatsData;
import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.Function;
import dev.skep.hive.api.FunctionType;
import dev.skep.hive.api.LongColumnStatsData;
import dev.skep.hive.api.Order;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PrincipalType;
import dev.skep.hive.api.ResourceType;
import dev.skep.hive.api.ResourceUri;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.SerdeType;
import dev.skep.hive.api.SkewedInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.StringColumnStatsData;
import dev.skep.hive.api.Table;
import dev.skep.server.front.hive.table.TableTranslator;
import dev.skep.thrift.Bytes;
import dev.skep.thrift.UnknownFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;

/** Random records as a server answers them: what old clients look into without asking is always there. */
public final class WireValues {
    private final Random random;

    public WireValues(Random random) {
        this.random = random;
    }

    public Database database() {
        return Database.builder()
                .name(name())
                .catalogName("hive")
                .description(maybe(this::text))
                .locationUri(maybe(this::name))
                .parameters(parameters())
                .ownerName(text())
                .ownerType(owner())
                .createTime(random.nextInt(2) * 1_700_000_000)
                .managedLocationUri(maybe(this::text))
                .connectorName(maybe(this::text))
                .unknown(unknown())
                .build();
    }

    public Table table() {
        boolean external = random.nextBoolean();
        Map<String, String> parameters = new HashMap<>(parameters());
        if (external) {
            parameters.put("EXTERNAL", "TRUE");
        }
        return Table.builder()
                .tableName(name())
                .dbName(name())
                .catName("hive")
                .owner(text())
                .ownerType(owner())
                .createTime(random.nextInt(2) * 1_700_000_000)
                .lastAccessTime(random.nextInt(2) * 1_700_000_000)
                .retention(random.nextInt())
                .sd(descriptor())
                .partitionKeys(columns())
                .parameters(parameters)
                .viewOriginalText(maybe(this::text))
                .viewExpandedText(maybe(this::text))
                .tableType(external ? "EXTERNAL_TABLE" : random.nextBoolean() ? "MANAGED_TABLE" : "VIRTUAL_VIEW")
                .temporary(maybe(random::nextBoolean))
                .rewriteEnabled(maybe(random::nextBoolean))
                .requiredReadCapabilities(maybe(() -> List.of(text())))
                .unknown(unknown())
                .build();
    }

    public Partition partition() {
        return Partition.builder()
                .values(List.of(text(), text()))
                .dbName(name())
                .tableName(name())
                .catName("hive")
                .createTime(random.nextInt(2) * 1_700_000_000)
                .lastAccessTime(random.nextInt(2) * 1_700_000_000)
                .sd(descriptor())
                .parameters(parameters())
                .writeId(TableTranslator.NEVER_WRITTEN)
                .unknown(unknown())
                .build();
    }

    public StorageDescriptor descriptor() {
        SerDeInfo serde = SerDeInfo.builder()
                .name(maybe(this::text))
                .serializationLib(maybe(this::text))
                .parameters(parameters())
                .description(maybe(this::text))
                .serdeType(maybe(() -> SerdeType.SCHEMA_REGISTRY))
                .unknown(unknown())
                .build();
        SkewedInfo skewed = SkewedInfo.builder()
                .skewedColNames(List.of("a"))
                .skewedColValues(List.of(List.of(text())))
                .skewedColValueLocationMaps(Map.of(List.of(text()), text()))
                .build();
        SkewedInfo none = SkewedInfo.builder()
                .skewedColNames(List.of())
                .skewedColValues(List.of())
                .skewedColValueLocationMaps(Map.of())
                .build();
        return StorageDescriptor.builder()
                .cols(columns())
                .location(maybe(this::name))
                .inputFormat(maybe(this::text))
                .outputFormat(maybe(this::text))
                .compressed(random.nextBoolean())
                .numBuckets(random.nextInt(9) - 1)
                .serdeInfo(serde)
                .bucketCols(List.of(text()))
                .sortCols(List.of(
                        Order.builder().col(text()).order(random.nextInt(2)).build()))
                .parameters(parameters())
                .skewedInfo(random.nextBoolean() ? skewed : none)
                .storedAsSubDirectories(random.nextBoolean())
                .unknown(unknown())
                .build();
    }

    public Function function() {
        return Function.builder()
                .functionName(name())
                .dbName(name())
                .catName("hive")
                .className(text())
                .ownerName(text())
                .ownerType(owner())
                .createTime(random.nextInt(2) * 1_700_000_000)
                .functionType(FunctionType.JAVA)
                .resourceUris(List.of(new ResourceUri(ResourceType.FILE, text(), UnknownFields.NONE)))
                .unknown(unknown())
                .build();
    }

    public ColumnStatistics statistics() {
        Bytes sketch = maybe(() -> Bytes.copyOf(new byte[] {'H', 'L', (byte) random.nextInt()}));
        List<ColumnStatisticsData> data = List.of(
                new ColumnStatisticsData.LongStats(LongColumnStatsData.builder()
                        .lowValue(maybe(random::nextLong))
                        .highValue(maybe(random::nextLong))
                        .numNulls(random.nextLong())
                        .numDVs(random.nextLong())
                        .bitVectors(sketch)
                        .histogram(sketch)
                        .build()),
                new ColumnStatisticsData.StringStats(StringColumnStatsData.builder()
                        .maxColLen(random.nextLong())
                        .avgColLen(random.nextDouble())
                        .numNulls(random.nextLong())
                        .numDVs(random.nextLong())
                        .bitVectors(sketch)
                        .build()),
                new ColumnStatisticsData.BinaryStats(BinaryColumnStatsData.builder()
                        .maxColLen(random.nextLong())
                        .avgColLen(random.nextDouble())
                        .numNulls(random.nextLong())
                        .build()),
                new ColumnStatisticsData.DecimalStats(DecimalColumnStatsData.builder()
                        .lowValue(maybe(this::decimal))
                        .highValue(maybe(this::decimal))
                        .numNulls(random.nextLong())
                        .numDVs(random.nextLong())
                        .build()));
        return ColumnStatistics.builder()
                .statsDesc(ColumnStatisticsDesc.builder()
                        .isTblLevel(true)
                        .dbName(name())
                        .tableName(name())
                        .build())
                .statsObj(data.stream()
                        .map(each -> ColumnStatisticsObj.builder()
                                .colName(name())
                                .colType("int")
                                .statsData(each)
                                .build())
                        .toList())
                .build();
    }

    private Decimal decimal() {
        return Decimal.builder()
                .unscaled(Bytes.copyOf(
                        java.math.BigInteger.valueOf(random.nextLong()).toByteArray()))
                .scale((short) random.nextInt(20))
                .build();
    }

    private List<FieldSchema> columns() {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(i -> FieldSchema.builder()
                        .name("c" + i)
                        .type("decimal(10, 2)")
                        .comment(maybe(this::text))
                        .build())
                .toList();
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new HashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            parameters.put("p" + i, text());
        }
        return parameters;
    }

    private PrincipalType owner() {
        return List.of(PrincipalType.USER, PrincipalType.ROLE, PrincipalType.GROUP)
                .get(random.nextInt(3));
    }

    /** A field of a generation yet to come. */
    private UnknownFields unknown() {
        if (random.nextBoolean()) {
            return UnknownFields.NONE;
        }
        try {
            TMemoryBuffer buffer = new TMemoryBuffer(32);
            TBinaryProtocol out = new TBinaryProtocol(buffer);
            out.writeFieldBegin(new TField("", TType.STRING, (short) 900));
            out.writeString(text());
            byte[] block = new byte[buffer.length()];
            System.arraycopy(buffer.getArray(), 0, block, 0, block.length);
            return UnknownFields.ofBlock(Bytes.copyOf(block));
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private String name() {
        return "n" + random.nextInt(1_000);
    }

    private String text() {
        return List.of("", "x", "é世 \uD83D\uDC1D", "a/b=c%", "\"quoted\"").get(random.nextInt(5)) + random.nextInt(9);
    }
}
