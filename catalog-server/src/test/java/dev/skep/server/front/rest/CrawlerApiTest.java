package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.front.rest.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crawlers, their runs, and what agents say; every reply is held against the document. */
class CrawlerApiTest {
    private static final String ALL = "/api/v1/crawlers";
    private static final String RUNS = "/api/v1/runs";
    private static final String COUNTS = """
            {"filesListed": 7, "filesSampled": 6, "bytesRead": 5, "tablesCreated": 4, "tablesUpdated": 3,
             "tablesUnchanged": 0, "tablesDeprecated": 0, "tablesDeleted": 0, "tablesRefused": 1, "partitionsCreated": 2,
             "partitionsUpdated": 0, "partitionsDeleted": 0, "problems": 1, "messagesRead": 0, "messagesLeft": 0}""";

    @TempDir
    private static Path warehouse;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(warehouse);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aCrawlerIsMadeReadChangedAndDeleted() {
        Reply tried = server.post(ALL + "?dryRun=true", crawler("Made", ""));
        assertThat(tried.status()).isEqualTo(200);
        assertThat(server.get(ALL + "/made").status()).isEqualTo(404);
        Reply made = server.post(
                ALL,
                crawler(
                        "Made",
                        ", \"schedule\": {\"cron\": \"0 4 * * *\", \"timeZone\": \"Europe/Rome\"}, \"policy\": {\"overlap\": \"queue\"}"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ALL + "/made");
        assertThat(made.json().at("/status/nextRunAt").asText()).isEqualTo("2024-06-01T02:00:00Z");
        assertThat(made.json().at("/policy/missed").asText()).isEqualTo("run");

        Reply read = server.get(ALL + "/made");
        assertThat(read.json()).isEqualTo(made.json());
        Reply replaced = server.put(ALL + "/made", read.body());
        assertThat(replaced.header("ETag")).as("nothing differs").isEqualTo("\"1\"");
        Reply patched = server.patch(
                ALL + "/made",
                "{\"schedule\": {\"paused\": true}}",
                "If-Match",
                "\"1\"",
                "Content-Type",
                "application/json");
        assertThat(patched.status()).as(patched.body()).isEqualTo(200);
        assertThat(patched.json().at("/schedule/cron").asText()).isEqualTo("0 4 * * *");
        assertThat(patched.json().at("/status").has("nextRunAt")).isFalse();
        assertThat(server.delete(ALL + "/made", "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(server.delete(ALL + "/made").status()).isEqualTo(204);
        assertThat(server.get(ALL + "/made").code()).isEqualTo("NOT_FOUND_OTHER");
    }

    @Test
    void messagesStartARunThatAnAgentIsToldOf() {
        String queue = "https://sqs.eu-west-1.amazonaws.com/1/q";
        Reply made = server.post(
                ALL,
                crawler(
                        "told",
                        ", \"pool\": \"told\", \"events\": {\"queue\": \"" + queue
                                + "\"}, \"schedule\": {\"onEvents\": true}"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().at("/schedule/onEvents").asBoolean()).isTrue();
        assertThat(made.json().at("/schedule").has("cron")).isFalse();
        assertThat(server.put(ALL + "/told", made.body()).header("ETag")).isEqualTo("\"1\"");
        assertThat(server.get("/api/v1/queues").json().path("queues")).isEmpty();
        JsonNode watched = server.get("/api/v1/queues?pool=told").json().at("/queues/0");
        assertThat(watched.path("queue").asText()).isEqualTo(queue);
        assertThat(watched.has("lastRun")).isFalse();
        Reply started = server.post("/api/v1/queues/told", "{}");
        assertThat(started.json().path("cause").asText()).isEqualTo("event");
        assertThat(server.post("/api/v1/queues/told", "{}").status()).isEqualTo(204);
        JsonNode claimed = server.post(RUNS + "/claim", "{\"agent\": \"a\", \"pool\": \"told\"}")
                .json();
        assertThat(claimed.path("listAll").asBoolean()).isTrue();
        assertThat(claimed.at("/crawler/events/queue").asText()).isEqualTo(queue);
        String run = RUNS + "/" + claimed.at("/run/id").asLong();
        server.post(
                run + "/end",
                "{\"attempt\": 1, \"outcome\": \"succeeded\", \"listed\": \""
                        + claimed.path("definition").asText() + "\"}");
        assertThat(server.post(ALL + "/told/runs?full=true", null)
                        .json()
                        .path("full")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aRunIsAskedForClaimedAndEnded() {
        server.post(ALL, crawler("full", ", \"pool\": \"full\""));
        Reply asked = server.post(ALL + "/full/runs", null);
        assertThat(asked.status()).isEqualTo(202);
        String run = asked.header("Location");
        assertThat(server.post(ALL + "/full/runs", null).code()).isEqualTo("IN_USE");
        assertThat(server.post(RUNS + "/claim", "{\"agent\": \"a\", \"pool\": \"other\"}")
                        .status())
                .isEqualTo(204);
        JsonNode claimed = server.post(RUNS + "/claim", "{\"agent\": \"a\", \"pool\": \"full\"}")
                .json();
        assertThat(claimed.at("/run/state").asText()).isEqualTo("RUNNING");
        assertThat(claimed.at("/crawler/targets/0/location").asText()).isEqualTo("/data");
        assertThat(claimed.at("/leaseSeconds").asLong()).isEqualTo(60);

        Reply heard = server.post(
                run + "/heartbeat",
                "{\"attempt\": 1, \"progress\": {\"phase\": \"sampling\", \"done\": 5, \"total\": 20, \"perSecond\": 2.5}}");
        assertThat(heard.json().at("/progress/secondsLeft").asLong()).isEqualTo(6);
        assertThat(server.get(run + "/plan").code()).isEqualTo("NOT_FOUND_OTHER");
        assertThat(server.put(
                                run + "/plan",
                                "{\"attempt\": 1, \"fingerprint\": \"f\", \"changes\": true, \"plan\": {\"tables\": []}}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("RUNNING");
        assertThat(server.get(run + "/plan").body()).isEqualTo("{\"tables\":[]}");
        assertThat(server.post(run + "/end", "{\"attempt\": 2, \"outcome\": \"succeeded\"}")
                        .code())
                .isEqualTo("CONFLICT");
        Reply ended = server.post(
                run + "/end",
                "{\"attempt\": 1, \"outcome\": \"partial\", \"error\": \"x.csv is broken\", \"counts\": " + COUNTS
                        + ", \"plan\": {\"tables\": [1]}}");
        assertThat(ended.json().path("state").asText()).isEqualTo("PARTIAL");
        assertThat(server.get(run).json()).isEqualTo(ended.json());
        assertThat(server.get(run + "/plan").body()).isEqualTo("{\"tables\":[1]}");
        assertThat(server.get(ALL + "/full")
                        .json()
                        .at("/status/lastRun/counts/tablesCreated")
                        .asInt())
                .isEqualTo(4);
        assertThat(server.post(run + "/cancel", null).code()).isEqualTo("INVALID");
    }

    @Test
    void aPlanIsAgreedTo() {
        server.post(ALL, crawler("careful", ", \"pool\": \"careful\", \"policy\": {\"approval\": \"changes\"}"));
        String run = server.post(ALL + "/careful/runs", null).header("Location");
        server.post(RUNS + "/claim", "{\"agent\": \"a\", \"pool\": \"careful\"}");
        assertThat(server.put(
                                run + "/plan",
                                "{\"attempt\": 1, \"fingerprint\": \"f\", \"changes\": true, \"plan\": {}}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("AWAITING_APPROVAL");
        assertThat(server.post(run + "/approve", "{}").code()).isEqualTo("INVALID");
        JsonNode approved = server.post(run + "/approve", "{\"by\": \"tess\"}").json();
        assertThat(approved.path("state").asText()).isEqualTo("QUEUED");
        assertThat(approved.path("approvedBy").asText()).isEqualTo("tess");
        assertThat(server.post(run + "/cancel", null).json().path("state").asText())
                .isEqualTo("CANCELLED");
    }

    @Test
    void crawlersAndRunsAreListedByPages() {
        for (String name : new String[] {"page_a", "page_b", "page_c"}) {
            server.post(ALL, crawler(name, ", \"pool\": \"pages\", \"policy\": {\"overlap\": \"queue\"}"));
        }
        JsonNode page = server.get(ALL + "?pageSize=2").json();
        assertThat(page.path("crawlers")).hasSize(2);
        assertThat(server.get(ALL + "?pageSize=2&pageToken="
                                + page.path("nextPageToken").asText())
                        .json()
                        .path("crawlers"))
                .isNotEmpty();
        String first = server.post(ALL + "/page_a/runs", null).header("Location");
        server.post(first + "/cancel", null);
        String second = server.post(ALL + "/page_a/runs", null).header("Location");
        JsonNode newest = server.get(ALL + "/page_a/runs?pageSize=1").json();
        assertThat(RUNS + "/" + newest.at("/runs/0/id").asText()).isEqualTo(second);
        JsonNode older = server.get(ALL + "/page_a/runs?pageSize=1&pageToken="
                        + newest.path("nextPageToken").asText())
                .json();
        assertThat(RUNS + "/" + older.at("/runs/0/id").asText()).isEqualTo(first);
        assertThat(older.has("nextPageToken")).isFalse();
        assertThat(server.get(RUNS + "?state=QUEUED&pageSize=1000").body()).contains("page_a");
        assertThat(server.get(RUNS + "?state=NONE").detail()).contains("AWAITING_APPROVAL");
        server.post(second + "/cancel", null);
    }

    @Test
    void nonsenseIsRefusedInWords() {
        assertThat(server.post(ALL, "{\"name\": \"x\"}").detail()).contains("'targets' is missing");
        assertThat(server.post(ALL, crawler("x", ", \"policy\": {\"overlap\": \"maybe\"}"))
                        .detail())
                .contains("'policy.overlap' must be one of [skip, queue]");
        assertThat(server.post(ALL, crawler("x", ", \"schedule\": {\"cron\": \"61 * * * *\"}"))
                        .detail())
                .contains("'61 * * * *' is not a schedule");
        assertThat(server.post(ALL, crawler("x", ", \"after\": [\"nobody\"]")).detail())
                .contains("names the crawler nobody, which there is not");
        assertThat(server.get(RUNS + "/12345678").code()).isEqualTo("NOT_FOUND_OTHER");
        assertThat(server.get(RUNS + "/x").code()).isEqualTo("NOT_FOUND_OTHER");
        assertThat(server.post(RUNS + "/claim", "{}").detail()).contains("'agent' is missing");
    }

    private static String crawler(String name, String more) {
        return "{\"name\": \"" + name + "\", \"targets\": [{\"location\": \"/data\"}], \"database\": \"lake\"" + more
                + "}";
    }
}
