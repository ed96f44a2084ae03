package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventApiTest {
    private static final String DATABASES = "/api/v1/catalogs/hive/databases";

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
    void whoeverFollowsReadsWhatHappened() {
        long before = server.get("/api/v1/events").json().path("lastId").asLong();
        server.post(DATABASES, "{\"name\": \"lake\"}");
        server.delete(DATABASES + "/lake");

        JsonNode read = server.get("/api/v1/events?after=" + before).json();
        assertThat(read.path("lastId").asLong()).isEqualTo(before + 2);
        assertThat(read.path("events")).hasSize(2);
        JsonNode first = read.at("/events/0");
        assertThat(first.path("id").asLong()).isEqualTo(before + 1);
        assertThat(first.path("kind").asText()).isEqualTo("DATABASE_CREATED");
        assertThat(first.path("catalog").asText()).isEqualTo("hive");
        assertThat(first.path("database").asText()).isEqualTo("lake");
        assertThat(first.has("table")).isFalse();
        assertThat(server.get("/api/v1/events?limit=1&after=" + (before + 1))
                        .json()
                        .at("/events/0/kind")
                        .asText())
                .isEqualTo("DATABASE_DROPPED");
        assertThat(server.get("/api/v1/events?after=" + (before + 2)).json().path("events"))
                .isEmpty();
    }

    @Test
    void nonsenseIsRefused() {
        for (String query : List.of("after=-1", "after=x", "limit=0", "limit=1001")) {
            assertThat(server.get("/api/v1/events?" + query).status()).as(query).isEqualTo(400);
        }
    }
}
