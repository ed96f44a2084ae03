package dev.skep.crawler.dynamodb;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.crawler.grouping.Content.Items;
import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.Finder.Found;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.source.Glob;
import dev.skep.inference.Evidence;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Tables of a DynamoDB that runs, and what is found in them. */
class DynamoFinderTest {

    private static LocalDynamo server;

    @BeforeAll
    static void start() throws Exception {
        server = LocalDynamo.start();
        create("orders", "customer", ScalarAttributeType.S, "at", ScalarAttributeType.N);
        put(
                "orders",
                Map.ofEntries(
                        entry("customer", text("anna")),
                        entry("at", number("1700000000")),
                        entry("total", number("12.50")),
                        entry("Total", text("twelve")),
                        entry("paid", AttributeValue.fromBool(true)),
                        entry("note", AttributeValue.fromNul(true)),
                        entry("raw", AttributeValue.fromB(SdkBytes.fromUtf8String("x"))),
                        entry("tags", AttributeValue.fromSs(List.of("a", "b"))),
                        entry("sizes", AttributeValue.fromNs(List.of("1", "2.5"))),
                        entry(
                                "lines",
                                AttributeValue.fromL(List.of(
                                        AttributeValue.fromM(Map.of("sku", text("s1"), "count", number("2")))))),
                        entry("address", AttributeValue.fromM(Map.of("city", text("Bern"))))));
        put(
                "orders",
                Map.of(
                        "customer",
                        text("bert"),
                        "at",
                        number("1700000001"),
                        "total",
                        number("7"),
                        "big",
                        number("12345678901234567890123456789"),
                        "mixed",
                        text("x"),
                        "note",
                        AttributeValue.fromNul(true),
                        "address",
                        AttributeValue.fromM(Map.of("zip", number("3000")))));
        put("orders", Map.of("customer", text("carl"), "at", number("3"), "mixed", number("1")));
        create("orders_empty", "id", ScalarAttributeType.N, null, null);
        create("many", "id", ScalarAttributeType.N, null, null);
        for (int i = 0; i < 400; i += 25) {
            List<WriteRequest> batch = new ArrayList<>();
            for (int j = i; j < i + 25; j++) {
                Map<String, AttributeValue> item = new HashMap<>(Map.of("id", number(String.valueOf(j))));
                item.put("text", text("x".repeat(100)));
                batch.add(WriteRequest.builder()
                        .putRequest(PutRequest.builder().item(item).build())
                        .build());
            }
            server.client().batchWriteItem(request -> request.requestItems(Map.of("many", batch)));
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void saysWhichTypeCameSecond() throws IOException {
        FoundTable orders =
                find("dynamodb://orders", new ReadRate.Usual(), 1_000).tables().get(0);
        Map<String, Evidence> decisions = new HashMap<>();
        orders.columns().forEach(column -> decisions.put(column.name(), column.evidence()));

        assertThat(decisions.get("mixed").text()).contains("types are mixed: ", "; next: bigint (", "refused by");
        assertThat(decisions.get("big").text())
                .contains("; next: bigint (", "refused by \"12345678901234567890123456789\"");
        assertThat(decisions.get("customer").runnerUp()).isNull();
    }

    @Test
    void seesEveryTypeOfAttribute() throws IOException {
        FoundTable orders =
                find("dynamodb://orders", new ReadRate.Usual(), 1_000).tables().get(0);

        assertThat(orders.columns())
                .extracting(column -> column.name() + " " + column.type().text())
                .containsExactly(
                        "customer string",
                        "at bigint",
                        "address struct<city:string,zip:bigint>",
                        "big decimal(29,0)",
                        "lines array<struct<count:bigint,sku:string>>",
                        "mixed string",
                        "note string",
                        "paid boolean",
                        "raw binary",
                        "sizes array<double>",
                        "tags array<string>",
                        "total double",
                        "total_2 string");
        assertThat(orders.rows().rows()).isEqualTo(3);
        assertThat(orders.rows().exact()).isTrue();
        assertThat(orders.location())
                .isEqualTo("dynamodb://" + server.endpoint().getAuthority() + "/orders");
        assertThat(((Items) orders.content()).tableProperties())
                .containsEntry("storage_handler", "org.apache.hadoop.hive.dynamodb.DynamoDBStorageHandler")
                .containsEntry("dynamodb.table.name", "orders")
                .containsEntry("skep.dynamodb.partitionKey", "customer")
                .containsEntry("skep.dynamodb.sortKey", "at")
                .hasEntrySatisfying(
                        "dynamodb.column.mapping",
                        mapping -> assertThat(mapping.split(","))
                                .contains("customer:customer", "total:total", "total_2:Total"))
                .hasEntrySatisfying(
                        "dynamodb.type.mapping",
                        mapping -> assertThat(mapping.split(",")).containsExactlyInAnyOrder("tags:SS", "sizes:NS"))
                .hasEntrySatisfying(
                        "skep.dynamodb.types", types -> assertThat(types).contains("\"mixed\":\"N,S\""));
    }

    @Test
    void findsTablesByWhatTheirNamesBeginWith() throws IOException {
        assertThat(find("dynamodb://orders*", new ReadRate.Usual(), 10).tables())
                .extracting(FoundTable::path)
                .containsExactly("orders", "orders_empty");
        assertThat(find("dynamodb://", new ReadRate.Usual(), 10).tables())
                .extracting(FoundTable::path)
                .containsExactly("many", "orders", "orders_empty");
        FoundTable empty = find("dynamodb://orders_empty", new ReadRate.Usual(), 10)
                .tables()
                .get(0);
        assertThat(empty.columns()).hasSize(1);
        assertThat(empty.columns().get(0).type().text()).isEqualTo("bigint");
    }

    @Test
    void namesTheTableThatIsNotThere() throws IOException {
        Found found = find("dynamodb://nowhere", new ReadRate.Usual(), 10);
        assertThat(found.tables()).isEmpty();
        assertThat(found.absence()).isSameAs(Finder.Absence.UNKNOWN);
        assertThat(found.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("nowhere");
            assertThat(problem.reason()).contains("ResourceNotFoundException");
        });
    }

    @Test
    void readsASampleNoFasterThanItMay() throws IOException {
        Clock clock = new Clock();
        try (DynamoFinder finder = finder("dynamodb://many", new ReadRate.Units(2), 100, clock)) {
            FoundTable many = finder.find(Finder.Memory.NONE, QUIET).tables().get(0);
            assertThat(many.rows().rows()).isEqualTo(400);
            assertThat(many.rows().exact()).isFalse();
            assertThat(many.decisions())
                    .anySatisfy(decision -> assertThat(decision.verdict()).isEqualTo("100 items"));
        }
        // At least half a unit for each of the ten places, at two units a second; the first is free of a wait.
        assertThat(clock.waited).isGreaterThanOrEqualTo(Duration.ofMillis(9 * 250));
    }

    @Test
    void doesNotKnowOtherRates() {
        assertThat(ReadRate.parse("25%")).isEqualTo(new ReadRate.Share(0.25));
        assertThat(ReadRate.parse("100")).isEqualTo(new ReadRate.Units(100));
        for (String wrong : List.of("0", "200%", "fast", "-1", "")) {
            assertThatThrownBy(() -> ReadRate.parse(wrong)).hasMessageContaining("such as 25%");
        }
        assertThatThrownBy(() -> DynamoLocation.parse("dynamodb://a/b")).hasMessageContaining("dynamodb://prefix*");
    }

    /** Time that passes when somebody waits. */
    private static final class Clock implements Pace.Time {
        private Duration waited = Duration.ZERO;

        @Override
        public long nanos() {
            return waited.toNanos();
        }

        @Override
        public void pause(Duration time) {
            waited = waited.plus(time);
        }
    }

    private static final Finder.Progress QUIET = new Finder.Progress() {
        @Override
        public void listed(long files) {}

        @Override
        public void sampled(long done, long all) {}
    };

    private static Found find(String location, ReadRate rate, int items) throws IOException {
        try (DynamoFinder finder = finder(location, rate, items, Pace.REAL)) {
            return finder.find(Finder.Memory.NONE, QUIET);
        }
    }

    private static DynamoFinder finder(String location, ReadRate rate, int items, Pace.Time time) {
        return new DynamoFinder(
                new DynamoAccess(
                        server.access(), DynamoLocation.parse(location), List.of(Glob.parse("none*")), rate, items),
                time);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(String text) {
        return AttributeValue.fromN(text);
    }

    private static void put(String table, Map<String, AttributeValue> item) {
        server.client().putItem(request -> request.tableName(table).item(item));
    }

    private static void create(
            String table, String key, ScalarAttributeType type, String sortKey, ScalarAttributeType sortType) {
        List<KeySchemaElement> schema = new ArrayList<>();
        List<AttributeDefinition> definitions = new ArrayList<>();
        schema.add(KeySchemaElement.builder()
                .attributeName(key)
                .keyType(KeyType.HASH)
                .build());
        definitions.add(AttributeDefinition.builder()
                .attributeName(key)
                .attributeType(type)
                .build());
        if (sortKey != null) {
            schema.add(KeySchemaElement.builder()
                    .attributeName(sortKey)
                    .keyType(KeyType.RANGE)
                    .build());
            definitions.add(AttributeDefinition.builder()
                    .attributeName(sortKey)
                    .attributeType(sortType)
                    .build());
        }
        server.client()
                .createTable(request -> request.tableName(table)
                        .keySchema(schema)
                        .attributeDefinitions(definitions)
                        .provisionedThroughput(ProvisionedThroughput.builder()
                                .readCapacityUnits(1_000L)
                                .writeCapacityUnits(1_000L)
                                .build()));
    }
}
