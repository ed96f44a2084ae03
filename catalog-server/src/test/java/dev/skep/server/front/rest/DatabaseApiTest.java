package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.front.rest.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseApiTest {
    private static final String ALL = "/api/v1/catalogs/hive/databases";

    @TempDir
    private static Path warehouse;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(warehouse);
    }

    @AfterEach
    void clear() {
        server.clear();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theDefaultCatalogAndDatabaseAreThere() {
        assertThat(server.get("/api/v1/catalogs").json().at("/catalogs/0/name").asText())
                .isEqualTo("hive");
        JsonNode database = server.get(ALL + "/default").json();
        assertThat(database.path("location").asText()).isEqualTo("file:" + warehouse);
        assertThat(database.path("createdAt").asText()).isEqualTo(TestServer.NOW.toString());
    }

    @Test
    void aDatabaseIsMadeReadReplacedAndDropped() {
        Reply made = server.post(ALL, """
                {"name": "Lake", "comment": "Öffentlich – 公開 🐝", "parameters": {"a": "1", "b": ""},
                 "owner": {"name": "eve", "kind": "role"}}""");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ALL + "/lake");
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        assertThat(Files.isDirectory(warehouse.resolve("lake.db"))).isTrue();

        Reply read = server.get(made.header("Location"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.json().path("comment").asText()).isEqualTo("Öffentlich – 公開 🐝");

        Reply replaced = server.put(ALL + "/LAKE", "{\"name\": \"lake\", \"comment\": \"new\"}");
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.header("ETag")).isEqualTo("\"2\"");
        assertThat(replaced.json().path("parameters")).isEmpty();
        assertThat(replaced.json().has("owner")).isFalse();
        assertThat(replaced.json().path("location")).isEqualTo(read.json().path("location"));

        assertThat(server.delete(ALL + "/lake").status()).isEqualTo(204);
        assertThat(server.get(ALL + "/lake").code()).isEqualTo("NOT_FOUND_DATABASE");
        assertThat(warehouse.resolve("lake.db")).doesNotExist();
    }

    @Test
    void whatWasReadCanBeSentBackAsItIs() {
        String made = server.post(ALL, "{\"name\": \"lake\"}").body();
        Reply back = server.put(ALL + "/lake", made);
        assertThat(back.status()).isEqualTo(200);
        Reply stale = server.put(ALL + "/lake", made);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.code()).isEqualTo("CONFLICT");
    }

    @Test
    void aMergePatchChangesWhatItNames() {
        server.post(ALL, "{\"name\": \"lake\", \"comment\": \"old\", \"parameters\": {\"a\": \"1\", \"b\": \"2\"}}");

        Reply changed = server.patch(
                ALL + "/lake",
                "{\"comment\": null, \"parameters\": {\"a\": null, \"c\": \"3\"}}",
                "Content-Type",
                "application/merge-patch+json");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().has("comment")).isFalse();
        assertThat(changed.json().path("parameters").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
        assertThat(server.patch(ALL + "/lake", "{\"coment\": \"x\"}").detail()).contains("'coment'", "comment");
        assertThat(server.patch(ALL + "/lake", "[1]").code()).isEqualTo("INVALID");
        assertThat(server.patch(ALL + "/lake", "{\"name\": null}").status()).isEqualTo(200);
    }

    @Test
    void oneOfTwoWritersLoses() {
        String tag = server.post(ALL, "{\"name\": \"lake\"}").header("ETag");

        assertThat(server.patch(ALL + "/lake", "{\"comment\": \"a\"}", "If-Match", tag)
                        .status())
                .isEqualTo(200);
        Reply lost = server.patch(ALL + "/lake", "{\"comment\": \"b\"}", "If-Match", tag);

        assertThat(lost.status()).isEqualTo(412);
        assertThat(server.get(ALL + "/lake").json().path("comment").asText()).isEqualTo("a");
        assertThat(server.delete(ALL + "/lake", "If-Match", tag).status()).isEqualTo(412);
        assertThat(server.delete(ALL + "/lake", "If-Match", "\"abc\"").status()).isEqualTo(412);
        assertThat(server.delete(ALL + "/lake", "If-Match", "*").status()).isEqualTo(204);
    }

    @Test
    void ofManyWritersAtOnceOneWins() throws Exception {
        String tag = server.post(ALL, "{\"name\": \"lake\"}").header("ETag");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> writes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String patch = "{\"comment\": \"" + i + "\"}";
                writes.add(() ->
                        server.patch(ALL + "/lake", patch, "If-Match", tag).status());
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> write : writers.invokeAll(writes)) {
                statuses.add(write.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        } finally {
            writers.shutdownNow();
        }
        assertThat(server.get(ALL + "/lake").header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void whoHasTheVersionIsNotSentItAgain() {
        String tag = server.post(ALL, "{\"name\": \"lake\"}").header("ETag");

        Reply same = server.get(ALL + "/lake", "If-None-Match", "\"7\", W/" + tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("ETag")).isEqualTo(tag);
        assertThat(same.body()).isEmpty();
        assertThat(server.get(ALL + "/lake", "If-None-Match", "\"7\"").status()).isEqualTo(200);
    }

    @Test
    void aDryRunChangesNothing() {
        Reply tried = server.post(ALL + "?dryRun=true", "{\"name\": \"lake\"}");
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.json().path("location").asText()).endsWith("/lake.db");
        assertThat(server.get(ALL + "/lake").status()).isEqualTo(404);
        assertThat(warehouse.resolve("lake.db")).doesNotExist();

        server.post(ALL, "{\"name\": \"lake\"}");
        assertThat(server.post(ALL + "?dryRun=true", "{\"name\": \"lake\"}").code())
                .isEqualTo("ALREADY_EXISTS");
        assertThat(server.patch(ALL + "/lake?dryRun=true", "{\"comment\": \"x\"}")
                        .json()
                        .path("comment")
                        .asText())
                .isEqualTo("x");
        assertThat(server.delete(ALL + "/lake?dryRun=true").status()).isEqualTo(204);
        assertThat(server.get(ALL + "/lake").json().has("comment")).isFalse();
    }

    @Test
    void aListingGoesOnWhereItStopped() {
        for (int i = 0; i < 7; i++) {
            server.post(ALL, "{\"name\": \"x" + i + "\"}");
        }

        List<String> names = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = server.get(ALL + "?pattern=x*&pageSize=3" + (token.isEmpty() ? "" : "&pageToken=" + token))
                    .json();
            page.path("databases")
                    .forEach(database -> names.add(database.path("name").asText()));
            token = page.path("nextPageToken").asText();
        } while (!token.isEmpty());

        assertThat(names).containsExactly("x0", "x1", "x2", "x3", "x4", "x5", "x6");
    }

    @Test
    void aFullDatabaseIsDroppedOnlyWithWhatIsInIt() {
        server.post(ALL, "{\"name\": \"lake\"}");
        server.post(ALL + "/lake/tables", "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": []}");

        assertThat(server.delete(ALL + "/lake").code()).isEqualTo("NOT_EMPTY");
        assertThat(server.delete(ALL + "/lake?cascade=true").status()).isEqualTo(204);
    }

    @Test
    void refusalsNameTheObject() {
        assertThat(server.get("/api/v1/catalogs/none/databases").code()).isEqualTo("NOT_FOUND_CATALOG");
        assertThat(server.post("/api/v1/catalogs/none/databases", "{\"name\": \"x\"}")
                        .code())
                .isEqualTo("NOT_FOUND_CATALOG");
        assertThat(server.post(ALL, "{\"name\": \"default\"}").code()).isEqualTo("ALREADY_EXISTS");
        assertThat(server.post(ALL, "{\"name\": \"a/b\"}").code()).isEqualTo("INVALID");
        assertThat(server.post(ALL, "{}").detail()).contains("'name' is missing");
        assertThat(server.delete(ALL + "/default").code()).isEqualTo("INVALID");
        assertThat(server.put(ALL + "/default", "{\"name\": \"other\"}").detail())
                .contains("cannot be renamed");
        assertThat(server.post(ALL, "{\"name\": \"x\", \"catalog\": \"other\"}").detail())
                .contains("'catalog'", "'other'");
        assertThat(server.post(ALL, "{\"name\": \"x\", \"owner\": {\"name\": \"e\", \"kind\": \"elf\"}}")
                        .detail())
                .contains("'owner.kind'", "elf");
        assertThat(server.post(ALL, "{\"name\": \"x\", \"createdAt\": \"yesterday\"}")
                        .detail())
                .contains("'createdAt'", "yesterday");
    }
}
