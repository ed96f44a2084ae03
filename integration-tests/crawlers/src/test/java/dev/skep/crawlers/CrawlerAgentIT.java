package dev.skep.crawlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.processes.Program;
import dev.skep.processes.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    private Skep skep;
    private Program agent;

    @BeforeAll
    void start() throws IOException {
        for (int i = 0; i < TABLES; i++) {
            Path table = Files.createDirectories(folder.resolve("wide/t" + i));
            Files.writeString(table.resolve("x.csv"), "id,name\n1,Ann\n2,Bob\n");
        }
        skep = Skep.start(folder);
        agent = skep.agent("quick");
    }

    @AfterAll
    void stop() {
        agent.close();
        skep.close();
    }

    @Test
    void aCrawlerFillsTheCatalogAndTellsItsHistory() throws Exception {
        Path lake = Files.createDirectories(folder.resolve("small/people"));
        Files.writeString(lake.resolve("x.csv"), "id,name\n1,Ann\n2,Bob\n");
        skep.ok(
                "crawler",
                "create",
                "small",
                "--target",
                lake.getParent().toString(),
                "-d",
                "small",
                "--pool",
                "quick");
        assertThat(skep.run("crawler", "explain", "small").exitCode()).isEqualTo(4);
        skep.ok("crawler", "run", "small");

        JsonNode run = skep.awaitEnd("small");
        assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
        assertThat(run.at("/counts/tablesCreated").asInt()).isEqualTo(1);
        assertThat(run.at("/counts/filesListed").asInt()).isEqualTo(1);
        // All of the file, and its first bytes once more.
        assertThat(run.at("/counts/bytesRead").asInt()).isBetween(20, 30);
        assertThat(skep.server().rest().getDatabases("/small/tables/people").status())
                .isEqualTo(200);
        assertThat(skep.ok("crawler", "explain", "small").out()).contains("small.people: create, csv, 1 file");

        skep.ok("crawler", "run", "small");
        assertThat(skep.awaitEnd("small").at("/counts/tablesUnchanged").asInt()).isEqualTo(1);
        assertThat(skep.ok("crawler", "runs", "small").out().lines()).hasSize(3);
    }

    @Test
    void aDeadAgentsRunIsTakenOver() throws Exception {
        create("killed");
        try (Program first = skep.agent("killed")) {
            skep.awaitTables("killed", 5);
            first.kill();
        }
        assertThat(skep.latestRun("killed").path("state").asText()).isEqualTo("RUNNING");
        try (Program second = skep.agent("killed")) {
            JsonNode run = skep.awaitEnd("killed");
            assertThat(run.path("state").asText()).as("%s", run).isEqualTo("SUCCEEDED");
            assertThat(run.path("attempt").asInt()).isEqualTo(2);
            assertThat(skep.tables("killed")).isEqualTo(TABLES);
            assertThat(second.terminate().exitCode()).isIn(0, 143);
        }
    }

    @Test
    void anAgentThatIsToldToEndGivesItsRunBack() throws Exception {
        create("left");
        try (Program first = skep.agent("left")) {
            skep.awaitTables("left", 5);
            Instant told = Instant.now();
            first.terminate();
            assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
        JsonNode back = skep.latestRun("left");
        assertThat(back.path("state").asText()).as("%s", back).isEqualTo("QUEUED");
        assertThat(back.path("failures").asInt()).isZero();
        skep.crawl("left");
        assertThat(skep.latestRun("left").path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(skep.tables("left")).isEqualTo(TABLES);
    }

    @Test
    void aServerThatIsKilledFindsItsRunsAgain() throws Exception {
        create("restarted");
        try (Program agent = skep.agent("restarted")) {
            skep.awaitTables("restarted", 5);
            skep.server().killAndStart();
            JsonNode run = skep.awaitEnd("restarted");
            assertThat(run.path("state").asText())
                    .as("%s%s", run, agent.transcript())
                    .isEqualTo("SUCCEEDED");
            assertThat(skep.tables("restarted")).isEqualTo(TABLES);
            assertThat(run.at("/counts/filesListed").asInt()).isEqualTo(TABLES);
            // What was written before the server went may be found made, as it is where the lease ends meanwhile.
            int found = run.at("/counts/tablesUnchanged").asInt();
            assertThat(run.at("/counts/tablesCreated").asInt() + found).isEqualTo(TABLES);
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
        assertThat(skep.ok("apply", "-f", file.toString(), "--dry-run").out())
                .as("though the second crawler names the first, which is not there")
                .containsPattern("second +created")
                .containsPattern("first +created");
        List<String> created =
                skep.ok("apply", "-f", file.toString()).out().lines().toList();
        assertThat(created)
                .hasSize(4)
                .filteredOn(line -> line.endsWith("created"))
                .hasSize(3);
        assertThat(skep.ok("apply", "-f", file.toString()).out().lines().filter(line -> line.endsWith("unchanged")))
                .hasSize(3);
        Files.writeString(file, Files.readString(file).replace("0 4", "0 5"));
        assertThat(skep.ok("apply", "-f", file.toString(), "--dry-run").out()).containsPattern("first +changed");
        assertThat(skep.ok("apply", "-f", file.toString()).out())
                .containsPattern("first +changed")
                .containsPattern("second +unchanged");
        assertThat(skep.run("connection", "test", "lake", "s3://bucket/x").err())
                .contains("NOT_THERE");

        Files.writeString(file, "kind: Crawler\nname: x\ntargets: []\ndatabase: d\n");
        Ended refused = skep.run("apply", "-f", file.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("document 1", "has no targets");
    }

    @Test
    void classifiersSayHowFilesAreRecognized() throws Exception {
        Path words = Files.createDirectories(folder.resolve("classified/words"));
        Files.writeString(words.resolve("a.csv"), "anna;rome\nbert;oslo\n");
        Path logs = Files.createDirectories(folder.resolve("classified/tills"));
        Files.writeString(logs.resolve("a.log"), "7/2 sold apples\n7/3 sold pears\n");
        skep.ok(
                "classifier",
                "create",
                "till",
                "--type",
                "grok",
                "--setting",
                "pattern=%{INT:shop}/%{INT:till} sold %{WORD:what}");
        skep.ok(
                "classifier",
                "create",
                "who",
                "--type",
                "csv",
                "--setting",
                "header=absent",
                "--setting",
                "columns=who, town");
        assertThat(skep.ok("classifier", "list").out()).contains("till", "who");
        Ended wrong = skep.run("classifier", "create", "no", "--type", "xml", "--setting", "row-tag=<a>");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("'<a>' is no name of an element");

        String place = folder.resolve("classified").toString();
        skep.ok(
                "crawler",
                "create",
                "classified",
                "--target",
                place,
                "-d",
                "classified",
                "--pool",
                "quick",
                "--classifier",
                "till",
                "--classifier",
                "who");
        skep.ok("crawler", "run", "classified");
        skep.awaitEnd("classified");

        assertThat(skep.columns("classified", "words")).containsExactly("who", "town");
        assertThat(skep.columns("classified", "tills")).containsExactly("shop", "till", "what");
        assertThat(skep.run("classifier", "delete", "till").err()).contains("classified");
    }

    private void create(String name) {
        skep.ok("crawler", "create", name, "--target", folder.resolve("wide").toString(), "-d", name, "--pool", name);
        skep.ok("crawler", "run", name);
    }
}
