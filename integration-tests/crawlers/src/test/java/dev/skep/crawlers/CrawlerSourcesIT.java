package dev.skep.crawlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.crawler.dynamodb.LocalDynamo;
import dev.skep.crawler.events.LocalSqs;
import dev.skep.crawler.source.s3.LocalS3;
import dev.skep.processes.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Crawlers of stores, queues and DynamoDB, from the definition to the catalog, with agents as processes. */
@TestInstance(Lifecycle.PER_CLASS)
class CrawlerSourcesIT {
    /** So many that writing them takes long enough to be interrupted. */
    private static final int TABLES = 80;

    private static final String PEOPLE = "id,name\n1,Ann\n2,Bob\n";

    @TempDir
    private static Path folder;

    private Skep skep;
    private LocalS3 store;
    private LocalSqs queues;
    private Program agent;

    @BeforeAll
    void start() throws Exception {
        store = LocalS3.start();
        queues = LocalSqs.start();
        skep = Skep.start(folder);
        agent = skep.agent("sources");
        connection(
                "store",
                "s3",
                store.endpoint().toString(),
                "--property",
                "path-style=true",
                "--description",
                "the lake");
    }

    @Test
    void connectionsAreListedWithWhatTheyAreFor() {
        assertThat(skep.ok("connection", "list").out()).containsPattern("store +s3 +the lake");
        assertThat(skep.ok("connection", "show", "store").out())
                .containsPattern("property path-style +true")
                .contains("secret secret-key");
    }

    @AfterAll
    void stop() {
        agent.close();
        skep.close();
        queues.close();
        store.close();
    }

    @Test
    void anAgentThatIsKilledLosesNoMessage() throws Exception {
        String queue = queues.queue("changes");
        store.put("told/t/x.csv", PEOPLE);
        crawler("told", "s3://lake/told", "--pool", "told", "--queue", queue, "--queue-connection", "store");
        try (Program first = skep.agent("told")) {
            assertThat(crawl("told").at("/counts/tablesCreated").asInt()).isEqualTo(1);
            for (int i = 0; i < TABLES; i++) {
                store.put("told/t" + i + "/x.csv", PEOPLE);
                queues.send(queue, LocalSqs.created(LocalS3.BUCKET, "told/t" + i + "/x.csv"));
            }
            skep.ok("crawler", "run", "told");
            skep.awaitTables("told", 5);
            first.kill();
        }
        assertThat(skep.tables("told")).isLessThan(TABLES);
        int[] counts = queues.counts(queue);
        assertThat(counts[0] + counts[1]).isEqualTo(TABLES);

        try (Program second = skep.agent("told")) {
            JsonNode run = skep.awaitEnd("told");
            assertThat(run.path("state").asText())
                    .as("%s%s", run, second.transcript())
                    .isEqualTo("SUCCEEDED");
            // More than two where the machine is too busy for the short lease.
            assertThat(run.path("attempt").asInt()).isGreaterThan(1);
            assertThat(run.at("/counts/messagesLeft").asInt()).isZero();
        }
        assertThat(skep.tables("told")).isEqualTo(TABLES + 1);
        assertThat(queues.counts(queue)).containsOnly(0);
    }

    @Test
    void whatMayNotBeListedIsNotTakenForGone() throws Exception {
        store.put("guarded/open/x.csv", PEOPLE);
        store.put("guarded/closed/x.csv", PEOPLE);
        store.put("guarded/days/day=1/x.csv", PEOPLE);
        store.put("guarded/days/day=2/x.csv", PEOPLE);
        store.put("guarded/emptied/x.csv", PEOPLE);
        crawler("guarded", "s3://lake/guarded", "--pool", "sources", "--delete-behavior", "delete");
        assertThat(crawl("guarded").path("state").asText()).isEqualTo("SUCCEEDED");

        store.deny("guarded/closed/");
        store.remove("guarded/emptied/x.csv");
        store.remove("guarded/days/day=2/x.csv");
        store.put("guarded/fresh/x.csv", PEOPLE);
        JsonNode run = crawl("guarded");

        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("PARTIAL");
        assertThat(run.path("error").asText()).contains("closed", "permission denied");
        assertThat(run.at("/counts/tablesCreated").asInt()).isEqualTo(1);
        assertThat(run.at("/counts/tablesDeleted").asInt()).isZero();
        assertThat(run.at("/counts/partitionsDeleted").asInt()).isZero();
        assertThat(skep.tables("guarded")).isEqualTo(5);
    }

    @Test
    void itemsOfDynamoDbBecomeATable() throws Exception {
        try (LocalDynamo items = LocalDynamo.start()) {
            items.client()
                    .createTable(table -> table.tableName("shop_orders")
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .attributeDefinitions(AttributeDefinition.builder()
                                    .attributeName("customer")
                                    .attributeType(ScalarAttributeType.S)
                                    .build())
                            .keySchema(KeySchemaElement.builder()
                                    .attributeName("customer")
                                    .keyType(KeyType.HASH)
                                    .build()));
            for (int i = 0; i < 3; i++) {
                Map<String, AttributeValue> item = Map.of(
                        "customer", AttributeValue.fromS("c" + i),
                        "total", AttributeValue.fromN("12.5"),
                        "lines", AttributeValue.fromL(List.of(AttributeValue.fromN("7"))));
                items.client().putItem(put -> put.tableName("shop_orders").item(item));
            }
            connection("items", "dynamodb", items.endpoint().toString());
            skep.ok(
                    "crawler",
                    "create",
                    "items",
                    "--target",
                    "dynamodb://shop_*",
                    "--connection",
                    "items",
                    "-d",
                    "items",
                    "--pool",
                    "sources");
            crawl("items");
            JsonNode again = crawl("items");
            assertThat(again.path("state").asText()).as("%s", again).isEqualTo("SUCCEEDED");
            assertThat(again.at("/counts/tablesUnchanged").asInt()).isEqualTo(1);
        }
        assertThat(skep.columns("items", "shop_orders")).containsExactly("customer", "lines", "total");
        JsonNode table = skep.table("items", "shop_orders");
        assertThat(table.at("/parameters/classification").asText()).isEqualTo("dynamodb");
        assertThat(table.at("/columns/1/type").asText()).isEqualTo("array<bigint>");
    }

    private void connection(String name, String type, String endpoint, String... more) {
        List<String> command = new ArrayList<>(List.of("connection", "create", name, "--type", type));
        command.addAll(List.of("--property", "endpoint=" + endpoint, "--property", "access-key=id"));
        command.addAll(List.of("--secret", "secret-key=${env:STORE_SECRET}"));
        command.addAll(List.of(more));
        skep.ok(command.toArray(String[]::new));
    }

    private void crawler(String name, String target, String... more) {
        List<String> command = new ArrayList<>(List.of("crawler", "create", name, "--target", target));
        command.addAll(List.of("--connection", "store", "-d", name));
        command.addAll(List.of(more));
        skep.ok(command.toArray(String[]::new));
    }

    private JsonNode crawl(String name) throws Exception {
        skep.ok("crawler", "run", name);
        return skep.awaitEnd(name);
    }
}
