package dev.skep.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.processes.Poll;
import dev.skep.processes.Product;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import dev.skep.processes.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Crawlers whose agents and server are processes, some of which are killed in the middle of a run. */
@TestInstance(Lifecycle.PER_CLASS)
class CrawlerAgentIT {
    /** So many that writing them takes long enough to be interrupted. */
    private static final int TABLES = 80;

    @TempDir
    private static Path folder;

    private ServerProcess server;

    @BeforeAll
    void start() throws IOException {
        for (int i = 0; i < TABLES; i++) {
            Path table = Files.createDirectories(folder.resolve("wide/t" + i));
            Files.writeString(table.resolve("x.csv"), "id,name\n1,Ann\n2,Bob\n");
        }
        server = ServerProcess.start(folder.resolve("data"), "--set", "crawl.lease=2s");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aCrawlerFillsTheCatalogAndTellsItsHistory() throws IOException {
        Path lake = Files.createDirectories(folder.resolve("small/people"));
        Files.writeString(lake.resolve("x.csv"), "id,name\n1,Ann\n2,Bob\n");
        ok("crawler", "create", "small", "--target", lake.getParent().toString(), "-d", "small", "--pool", "small");
        assertThat(skep("crawler", "explain", "small").exitCode()).isEqualTo(4);
        ok("crawler", "run", "small");
        ok("agent", "--once", "--pool", "small");

        JsonNode run = latestRun("small");
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
        assertThat(run.at("/counts/tablesCreated").asInt()).isEqualTo(1);
        assertThat(run.at("/counts/filesListed").asInt()).isEqualTo(1);
        // All of the file, and its first bytes once more.
        assertThat(run.at("/counts/bytesRead").asInt()).isBetween(20, 30);
        assertThat(server.rest().getDatabases("/small/tables/people").status()).isEqualTo(200);
        assertThat(ok("crawler", "explain", "small").out()).contains("small.people: create, csv, 1 file");

        ok("crawler", "run", "small");
        ok("agent", "--once", "--pool", "small");
        assertThat(latestRun("small").at("/counts/tablesUnchanged").asInt()).isEqualTo(1);
        assertThat(ok("crawler", "runs", "small").out().lines()).hasSize(3);
    }

    @Test
    void aDeadAgentsRunIsTakenOver() throws Exception {
        create("killed");
        try (Program first = agent("killed")) {
            awaitTables("killed", 5);
            first.kill();
        }
        assertThat(latestRun("killed").path("state").asText()).isEqualTo("RUNNING");
        try (Program second = agent("killed")) {
            JsonNode run = awaitEnd("killed");
            assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
            assertThat(run.path("attempt").asInt()).isEqualTo(2);
            assertThat(tables("killed")).isEqualTo(TABLES);
            assertThat(second.terminate().exitCode()).isIn(0, 143);
        }
    }

    @Test
    void anAgentThatIsToldToEndGivesItsRunBack() throws Exception {
        create("left");
        try (Program first = agent("left")) {
            awaitTables("left", 5);
            Instant told = Instant.now();
            first.terminate();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
        JsonNode back = latestRun("left");
        assertThat(back.path("state").asText()).as("%s", back).isEqualTo("QUEUED");
        assertThat(back.path("failures").asInt()).isZero();
        ok("agent", "--once", "--pool", "left");
        assertThat(latestRun("left").path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(tables("left")).isEqualTo(TABLES);
    }

    @Test
    void aServerThatIsKilledFindsItsRunsAgain() throws Exception {
        create("restarted");
        try (Program agent = agent("restarted")) {
            awaitTables("restarted", 5);
            server.killAndStart();
            JsonNode run = awaitEnd("restarted");
            assertThat(run.path("state").asText())
                    .as("%s%s", run, agent.transcript())
                    .isEqualTo("SUCCEEDED");
            assertThat(tables("restarted")).isEqualTo(TABLES);
            assertThat(run.at("/counts/filesListed").asInt()).isEqualTo(TABLES);
            // The one that was being written when the server went may be found made, and not counted.
            assertThat(run.at("/counts/tablesCreated").asInt()).isBetween(TABLES - 1, TABLES);
        }
    }

    @Test
    void filesOfDefinitionsAreAppliedOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("crawlers.yaml"), """
                kind: Crawler
                name: second
                targets: [{location: %1$s}]
                database: applied
                after: [first]
                pool: applied
                ---
                kind: Crawler
                name: first
                targets: [{location: %1$s}]
                database: applied
                schedule: {cron: 0 4 * * *, timeZone: Europe/Rome}
                pool: applied
                ---
                kind: Connection
                name: lake
                type: s3
                properties: {endpoint: 'http://127.0.0.1:1', path-style: true, access-key: k}
                secrets: {secret-key: '${env:NOT_THERE}'}
                """.formatted(folder.resolve("wide")));
        List<String> created = ok("apply", "-f", file.toString()).out().lines().toList();
        assertThat(created)
                .hasSize(4)
                .filteredOn(line -> line.endsWith("created"))
                .hasSize(3);
        assertThat(ok("apply", "-f", file.toString()).out().lines().filter(line -> line.endsWith("unchanged")))
                .hasSize(3);
        Files.writeString(file, Files.readString(file).replace("0 4", "0 5"));
        assertThat(ok("apply", "-f", file.toString(), "--dry-run").out()).containsPattern("first +changed");
        assertThat(ok("apply", "-f", file.toString()).out())
                .containsPattern("first +changed")
                .containsPattern("second +unchanged");
        assertThat(skep("connection", "test", "lake", "s3://bucket/x").err()).contains("NOT_THERE");

        Files.writeString(file, "kind: Crawler\nname: x\ntargets: []\ndatabase: d\n");
        Ended refused = skep("apply", "-f", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("document 1", "has no targets");
    }

    @Test
    void classifiersSayHowFilesAreRecognized() throws Exception {
        Path words = Files.createDirectories(folder.resolve("classified/words"));
        Files.writeString(words.resolve("a.csv"), "anna;rome\nbert;oslo\n");
        Path logs = Files.createDirectories(folder.resolve("classified/tills"));
        Files.writeString(logs.resolve("a.log"), "7/2 sold apples\n7/3 sold pears\n");
        ok(
                "classifier",
                "create",
                "till",
                "--type",
                "grok",
                "--setting",
                "pattern=%{INT:shop}/%{INT:till} sold %{WORD:what}");
        ok(
                "classifier",
                "create",
                "who",
                "--type",
                "csv",
                "--setting",
                "header=absent",
                "--setting",
                "columns=who, town");
        assertThat(ok("classifier", "list").out()).contains("till", "who");
        Ended wrong = skep("classifier", "create", "no", "--type", "xml", "--setting", "row-tag=<a>");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("'<a>' is no name of an element");

        String place = folder.resolve("classified").toString();
        ok(
                "crawler",
                "create",
                "classified",
                "--target",
                place,
                "-d",
                "classified",
                "--pool",
                "classified",
                "--classifier",
                "till",
                "--classifier",
                "who");
        ok("crawler", "run", "classified");
        ok("agent", "--pool", "classified", "--once");

        assertThat(columns("classified", "words")).containsExactly("who", "town");
        assertThat(columns("classified", "tills")).containsExactly("shop", "till", "what");
        assertThat(skep("classifier", "delete", "till").err()).contains("classified");
    }

    private List<String> columns(String database, String table) throws IOException {
        List<String> names = new ArrayList<>();
        server.rest()
                .get("/api/v1/catalogs/hive/databases/" + database + "/tables/" + table)
                .body()
                .path("columns")
                .forEach(column -> names.add(column.path("name").asText()));
        return names;
    }

    private void create(String name) {
        ok("crawler", "create", name, "--target", folder.resolve("wide").toString(), "-d", name, "--pool", name);
        ok("crawler", "run", name);
    }

    private Program agent(String pool) {
        return Program.start(folder, Map.of(), command("agent", "--pool", pool, "--poll", "0.2"));
    }

    private Ended ok(String... arguments) {
        Ended ended = skep(arguments);
        assertThat(ended.exitCode()).as("%s", ended).isZero();
        return ended;
    }

    private Ended skep(String... arguments) {
        return Program.run(folder, Map.of(), command(arguments));
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(Product.commands());
        command.addAll(List.of(arguments));
        command.addAll(List.of("--server", server.http().toString()));
        return command;
    }

    private JsonNode latestRun(String crawler) throws IOException {
        return server.rest()
                .get("/api/v1/crawlers/" + crawler + "/runs?pageSize=1")
                .body()
                .at("/runs/0");
    }

    private JsonNode awaitEnd(String crawler) throws Exception {
        Poll.until(() -> latestRun(crawler).has("endedAt"));
        return latestRun(crawler);
    }

    private void awaitTables(String database, int least) throws Exception {
        Poll.until(() -> tables(database) >= least);
    }

    private int tables(String database) throws IOException {
        return server.rest()
                .getDatabases("/" + database + "/tables?pageSize=1000")
                .body()
                .path("tables")
                .size();
    }
}
