package dev.skep.server.front.hive.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skep.hive.api.NotificationEvent;
import dev.skep.server.front.hive.PublishedClient;
import dev.skep.server.model.Catalog;
import dev.skep.server.model.Column;
import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.OfLong;
import dev.skep.server.model.ColumnStatistics.Sketches;
import dev.skep.server.model.Database;
import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Function;
import dev.skep.server.model.Layout;
import dev.skep.server.model.Names;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.Partition;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Serde;
import dev.skep.server.model.Table;
import dev.skep.server.model.TableKind;
import dev.skep.server.model.acid.CompactionKind;
import dev.skep.server.model.constraint.Constraint;
import dev.skep.server.model.constraint.Rule;
import dev.skep.server.model.constraint.Trust;
import dev.skep.server.model.event.CatalogEvent;
import dev.skep.server.model.event.CatalogEvent.PartitionChange;
import dev.skep.server.model.event.CatalogEvent.PartitionFigures;
import dev.skep.server.model.event.CatalogEvent.WriteId;
import dev.skep.server.model.event.DataFile;
import dev.skep.server.model.event.EventKind;
import dev.skep.server.model.event.RecordedEvent;
import dev.skep.thrift.Generation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every release reads the message of every event that it knows, by the classes that it published for that. */
class HiveEventMessagesTest {
    private static final Instant AT = Instant.ofEpochSecond(1_700_000_000);
    private static final DatabaseName SALES = Names.database(Names.DEFAULT_CATALOG, "sales");
    private static final Catalog CATALOG = new Catalog(Names.DEFAULT_CATALOG, "file:/w", null, AT, Extras.NONE);
    private static final Database DATABASE = new Database(
            SALES,
            "ünï \"quoted\"",
            "file:/w/sales.db",
            new Owner("tess", OwnerKind.USER),
            AT,
            Map.of("a", "b"),
            Extras.NONE);
    private static final Layout LAYOUT = new Layout(
            List.of(new Column("id", "bigint", "a comment")),
            "in",
            "out",
            false,
            4,
            new Serde(null, "lib", Map.of("field.delim", "\u0001")),
            List.of("id"),
            List.of(),
            Map.of(),
            false,
            Extras.NONE);
    private static final Table TABLE = new Table(
            Names.table(SALES, "visits"),
            TableKind.MANAGED,
            new Owner("tess", OwnerKind.USER),
            AT,
            null,
            0,
            "file:/w/sales.db/visits",
            LAYOUT,
            List.of(new Column("day", "date"), new Column("city", "string")),
            Map.of("colour", "blue"),
            null,
            Extras.NONE);
    private static final Partition PARTITION = new Partition(
            List.of("2024-01-01", "a/b"), AT, null, "file:/p", LAYOUT, Map.of("numRows", "1"), Extras.NONE);
    private static final PartitionName NAME = new PartitionName("day=2024-01-01/city=a%2Fb");
    private static final ColumnStatistics FIGURES =
            new ColumnStatistics("id", "bigint", "hive", AT, new OfLong(1L, 2L, 3, 4, Sketches.NONE));
    private static final Function FUNCTION = new Function(
            Names.function(SALES, "half"),
            "example.Half",
            new Owner("tess", OwnerKind.USER),
            AT,
            List.of(),
            Extras.NONE);

    /** One of each kind, with what is special about its message. */
    private static final List<CatalogEvent> EVENTS = List.of(
            new CatalogEvent.CatalogCreated(CATALOG),
            new CatalogEvent.CatalogAltered(CATALOG, CATALOG.withLocation("file:/x")),
            new CatalogEvent.CatalogDropped(CATALOG),
            new CatalogEvent.DatabaseCreated(DATABASE),
            new CatalogEvent.DatabaseAltered(DATABASE, DATABASE),
            new CatalogEvent.DatabaseDropped(DATABASE),
            new CatalogEvent.TableCreated(TABLE),
            new CatalogEvent.TableAltered(TABLE, TABLE.withLocation("file:/x"), true, 3L),
            new CatalogEvent.TableDropped(TABLE),
            new CatalogEvent.PartitionsAdded(TABLE, List.of(PARTITION, PARTITION)),
            new CatalogEvent.PartitionsAltered(
                    TABLE, List.of(new PartitionChange(PARTITION, PARTITION.withLocation("file:/y"))), false, null),
            new CatalogEvent.PartitionsAlteredTogether(TABLE, List.of(PARTITION, PARTITION), true, 4L),
            new CatalogEvent.PartitionsDropped(TABLE, List.of(PARTITION.values())),
            new CatalogEvent.RowsInserted(TABLE, PARTITION, true, List.of(new DataFile("file:/p/f", "c0ffee", null))),
            new CatalogEvent.Reloaded(TABLE, PARTITION, true),
            new CatalogEvent.FunctionCreated(FUNCTION),
            new CatalogEvent.FunctionDropped(FUNCTION),
            new CatalogEvent.TableStatisticsUpdated(TABLE, List.of(FIGURES), null),
            new CatalogEvent.TableStatisticsDeleted(TABLE.name(), "id"),
            new CatalogEvent.PartitionStatisticsUpdated(
                    TABLE, List.of(new PartitionFigures(PARTITION.values(), List.of(FIGURES))), 5L),
            new CatalogEvent.PartitionStatisticsDeleted(TABLE.name(), NAME, null),
            new CatalogEvent.TransactionsOpened(3, 5),
            new CatalogEvent.TransactionCommitted(3),
            new CatalogEvent.TransactionAborted(4, List.of("sales")),
            new CatalogEvent.WriteIdsAllocated(TABLE.name(), List.of(new WriteId(3, 1), new WriteId(4, 2))),
            new CatalogEvent.CompactionCommitted(TABLE.name(), NAME, 6, 7, CompactionKind.MAJOR),
            added(new Rule.PrimaryKey(List.of("id", "city"))),
            added(new Rule.ForeignKey(List.of("id"), TABLE.name(), List.of("city"), "pk", 0, 0)),
            added(new Rule.Unique(List.of("id"))),
            added(new Rule.NotNull("id")),
            added(new Rule.Default("id", "7")),
            added(new Rule.Check(null, "id > 0")),
            new CatalogEvent.ConstraintDropped(TABLE.name(), "pk"));

    private static CatalogEvent added(Rule rule) {
        return new CatalogEvent.ConstraintsAdded(
                TABLE.name(), List.of(new Constraint(TABLE.name(), "c", new Trust(true, false, true), rule)));
    }

    /** The structs that stand in messages as texts, by the name of the part. */
    private static final Map<String, String> OBJECTS = Map.ofEntries(
            Map.entry("dbJson", "Database"),
            Map.entry("dbObjBeforeJson", "Database"),
            Map.entry("dbObjAfterJson", "Database"),
            Map.entry("tableObjJson", "Table"),
            Map.entry("tableObjBeforeJson", "Table"),
            Map.entry("tableObjAfterJson", "Table"),
            Map.entry("ptnObjJson", "Partition"),
            Map.entry("partitionObjBeforeJson", "Partition"),
            Map.entry("partitionObjAfterJson", "Partition"),
            Map.entry("functionObjJson", "Function"),
            Map.entry("colStatsJson", "ColumnStatistics"));

    private static NotificationEvent message(Generation generation, CatalogEvent event) {
        return new HiveEventMessages(generation, false).of(new RecordedEvent(9, AT, event));
    }

    private static Generation generation(String release) {
        return switch (release) {
            case "hive-2.3" -> Generation.HIVE_2;
            case "hive-3.1" -> Generation.HIVE_3;
            default -> Generation.HIVE_4;
        };
    }

    @Test
    void noKindIsForgottenHere() {
        assertThat(EVENTS).extracting(CatalogEvent::kind).containsExactlyInAnyOrder(EventKind.values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hive-2.3", "hive-3.1", "hive-4.0"})
    void everyReleaseReadsWhatItKnows(String release) throws Exception {
        PublishedMessages messages = PublishedMessages.of(release);
        int read = 0;
        for (CatalogEvent event : EVENTS) {
            NotificationEvent notification = message(generation(release), event);
            if (messages.knows(notification.eventType())) {
                Object message = messages.read(notification.eventType(), notification.message());
                assertThat(PublishedClient.get(message, "timestamp")).isEqualTo(AT.getEpochSecond());
                String database = event.subject().database();
                if (database != null && !(event instanceof CatalogEvent.ConstraintsAdded)) {
                    assertThat(PublishedClient.get(message, "DB"))
                            .as("%s", event.kind())
                            .isEqualTo(database);
                }
                assertObjects(messages, message, notification);
                read++;
            }
        }
        assertThat(read)
                .isEqualTo(
                        switch (release) {
                            case "hive-2.3" -> 11;
                            case "hive-3.1" -> 21;
                            // There is no reader for the messages of a reload, of catalogs, and of Hive 4.1.
                            default -> EVENTS.size() - 5;
                        });
    }

    private static void assertObjects(PublishedMessages messages, Object message, NotificationEvent notification)
            throws Exception {
        JsonNode parts = new ObjectMapper().readTree(notification.message());
        for (Map.Entry<String, JsonNode> part : parts.properties()) {
            String struct = OBJECTS.get(part.getKey());
            boolean known = Stream.of(message.getClass().getDeclaredFields())
                    .anyMatch(field -> field.getName().equals(part.getKey()));
            if (struct != null && known) {
                Object text = PublishedMessages.part(message, part.getKey());
                assertThat(text).isEqualTo(part.getValue().textValue());
                assertWhole(struct, messages.object(struct, text));
            }
        }
    }

    private static void assertWhole(String struct, Object object) throws ReflectiveOperationException {
        Map<String, Object> expected = new LinkedHashMap<>();
        switch (struct) {
            case "Database" -> {
                expected.put("name", "sales");
                expected.put("description", DATABASE.comment());
                expected.put("parameters", DATABASE.parameters());
            }
            case "Table" -> {
                expected.put("tableName", "visits");
                expected.put("dbName", "sales");
                expected.put("createTime", (int) AT.getEpochSecond());
                expected.put("parameters", TABLE.parameters());
                assertThat((List<?>) PublishedClient.get(object, "partitionKeys"))
                        .hasSize(2);
                Object descriptor = PublishedClient.get(object, "sd");
                assertThat((List<?>) PublishedClient.get(descriptor, "cols")).hasSize(1);
                assertThat(PublishedClient.get(PublishedClient.get(descriptor, "serdeInfo"), "parameters"))
                        .isEqualTo(LAYOUT.serde().parameters());
            }
            case "Partition" -> {
                expected.put("values", PARTITION.values());
                expected.put("parameters", PARTITION.parameters());
            }
            case "Function" -> expected.put("className", "example.Half");
            case "ColumnStatistics" ->
                assertThat((List<?>) PublishedClient.get(object, "statsObj")).hasSize(1);
            default -> throw new IllegalArgumentException(struct);
        }
        for (Map.Entry<String, Object> each : expected.entrySet()) {
            assertThat(PublishedClient.get(object, each.getKey())).isEqualTo(each.getValue());
        }
    }

    /** Hive 4.1 publishes no reader of its messages: these are the names of its parts. */
    @Test
    void partitionsAlteredTogetherAreOneMessage() throws Exception {
        NotificationEvent event = message(
                Generation.HIVE_4_1,
                new CatalogEvent.PartitionsAlteredTogether(TABLE, List.of(PARTITION, PARTITION), true, 4L));
        JsonNode message = new ObjectMapper().readTree(event.message());
        assertThat(event.eventType()).isEqualTo("ALTER_PARTITIONS");
        assertThat(message.get("db").textValue()).isEqualTo("sales");
        assertThat(message.get("table").textValue()).isEqualTo("visits");
        assertThat(message.get("isTruncateOp").textValue()).isEqualTo("true");
        assertThat(message.get("writeId").longValue()).isEqualTo(4);
        assertThat(message.get("partitions").get(1).get("city").textValue()).isEqualTo("a/b");
        PublishedMessages published = PublishedMessages.of("hive-4.0");
        assertWhole(
                "Table", published.object("Table", message.get("tableObjJson").textValue()));
        assertWhole(
                "Partition",
                published.object(
                        "Partition", message.get("partitionListJson").get(1).textValue()));
    }

    @Test
    void compressedMessagesAreReadByHive4() throws Exception {
        NotificationEvent event = new HiveEventMessages(Generation.HIVE_4, true)
                .of(new RecordedEvent(9, AT, new CatalogEvent.DatabaseCreated(DATABASE)));
        assertThat(event.messageFormat()).isEqualTo("gzip(json-2.0)");
        PublishedMessages published = PublishedMessages.compressed("hive-4.0");
        Object message = published.read(event.eventType(), event.message());
        assertWhole("Database", published.object("Database", PublishedMessages.part(message, "dbJson")));
    }

    @Test
    void filesAreWrittenAsTheGenerationReadsThem() throws Exception {
        CatalogEvent event = new CatalogEvent.RowsInserted(
                TABLE, null, false, List.of(new DataFile("f", "c", "d"), new DataFile("g", null, null)));
        assertThat(files(Generation.HIVE_2, event)).containsExactly("f#c", "g#");
        assertThat(files(Generation.HIVE_4, event)).containsExactly("f#c##d", "g###");
    }

    private static List<String> files(Generation generation, CatalogEvent event) throws Exception {
        JsonNode files = new ObjectMapper()
                .readTree(message(generation, event).message())
                .get("files");
        return Stream.of(files.get(0), files.get(1)).map(JsonNode::textValue).toList();
    }

    @Test
    void typesAreWantedOrSkipped() {
        assertThat(HiveEventTypes.kinds(List.of(), List.of())).containsExactly(EventKind.values());
        assertThat(HiveEventTypes.kinds(List.of("CREATE_TABLE", "DROP_TABLE", "NONE_SUCH"), List.of("DROP_TABLE")))
                .containsExactly(EventKind.TABLE_CREATED);
        assertThat(HiveEventTypes.kinds(List.of(), List.of("OPEN_TXN")))
                .hasSize(EventKind.values().length - 1)
                .doesNotContain(EventKind.TRANSACTIONS_OPENED);
    }
}
