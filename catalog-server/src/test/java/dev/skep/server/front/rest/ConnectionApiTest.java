package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.front.rest.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections and classifiers; every reply is held against the document. */
class ConnectionApiTest {
    private static final String CONNECTIONS = "/api/v1/connections";
    private static final String CLASSIFIERS = "/api/v1/classifiers";

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
    void aSecretIsNeverShownAgain() {
        Reply made = server.post(CONNECTIONS, connection("Lake", "hunter2"));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(CONNECTIONS + "/lake");
        assertThat(made.json().at("/secrets/secret-key").asText()).isEqualTo("(stored)");
        assertThat(made.json().at("/secrets/session-token").asText()).isEqualTo("${env:TOKEN}");
        String sealed = server.get(CONNECTIONS + "/lake/sealed")
                .json()
                .at("/secrets/secret-key")
                .asText();
        assertThat(sealed).startsWith("sealed:v1:");
        for (String path : new String[] {"", "/lake", "/lake/sealed"}) {
            assertThat(server.get(CONNECTIONS + path).body()).doesNotContain("hunter2");
        }

        Reply same = server.put(CONNECTIONS + "/lake", connection("Lake", "hunter2"));
        assertThat(same.header("ETag")).as("nothing differs").isEqualTo("\"1\"");
        Reply read = server.put(
                CONNECTIONS + "/lake", server.get(CONNECTIONS + "/lake").body());
        assertThat(read.header("ETag")).as("what was read can be sent back").isEqualTo("\"1\"");
        Reply changed = server.patch(CONNECTIONS + "/lake", "{\"properties\": {\"region\": \"eu-south-1\"}}");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(server.get(CONNECTIONS + "/lake/sealed")
                        .json()
                        .at("/secrets/secret-key")
                        .asText())
                .isEqualTo(sealed);
        server.patch(CONNECTIONS + "/lake", "{\"secrets\": {\"secret-key\": \"other\"}}");
        assertThat(server.get(CONNECTIONS + "/lake/sealed")
                        .json()
                        .at("/secrets/secret-key")
                        .asText())
                .isNotEqualTo(sealed);
        assertThat(server.get(CONNECTIONS + "/lake", "If-None-Match", "\"3\"").status())
                .isEqualTo(304);
        assertThat(server.delete(CONNECTIONS + "/lake").status()).isEqualTo(204);
    }

    @Test
    void whatACrawlerNamesStaysAndGoesWithItsRun() {
        server.post(CONNECTIONS, connection("used", "x"));
        server.post(CLASSIFIERS, "{\"name\": \"own\", \"type\": \"grok\", \"settings\": {\"pattern\": \"%{WORD:w}\"}}");
        Reply crawler = server.post(
                "/api/v1/crawlers",
                "{\"name\": \"c\", \"database\": \"lake\", \"pool\": \"used\", \"classifiers\": [\"own\"],"
                        + " \"targets\": [{\"location\": \"s3://b/x\", \"connection\": \"used\"}]}");
        assertThat(crawler.status()).as(crawler.body()).isEqualTo(201);
        assertThat(server.delete(CONNECTIONS + "/used").code()).isEqualTo("IN_USE");
        assertThat(server.delete(CLASSIFIERS + "/own").code()).isEqualTo("IN_USE");
        server.post("/api/v1/crawlers/c/runs", null);
        Reply claimed = server.post("/api/v1/runs/claim", "{\"agent\": \"a\", \"pool\": \"used\"}");
        assertThat(claimed.json().at("/connections/0/secrets/secret-key").asText())
                .startsWith("sealed:v1:");
        assertThat(claimed.json().at("/classifiers/0/settings/pattern").asText())
                .isEqualTo("%{WORD:w}");
    }

    @Test
    void nonsenseIsRefusedInWords() {
        assertThat(server.post(CONNECTIONS, "{\"name\": \"x\"}").detail()).contains("'type' is missing");
        assertThat(server.post(CONNECTIONS, "{\"name\": \"x\", \"type\": \"S 3\"}")
                        .detail())
                .contains("lower case");
        assertThat(server.post(CONNECTIONS, "{\"name\": \"x\", \"type\": \"s3\", \"secrets\": {\"a\": \"(stored)\"}}")
                        .detail())
                .contains("no stored secret 'a'");
        assertThat(server.post(CLASSIFIERS, "{\"name\": \"x\", \"type\": \"grok\"}")
                        .detail())
                .contains("needs the setting 'pattern'");
        assertThat(server.post(CLASSIFIERS, "{\"name\": \"x\", \"type\": \"csv\"}")
                        .detail())
                .contains("says nothing; give one or more of [columns, delimiter,");
        assertThat(server.post(
                                CLASSIFIERS,
                                "{\"name\": \"x\", \"type\": \"xml\", \"settings\": {\"row-tag\": \"r\", \"path\": \"$\"}}")
                        .detail())
                .contains("no setting 'path' of classifiers of this kind; known are [row-tag]");
        assertThat(server.post(CLASSIFIERS, "{\"name\": \"x\", \"type\": \"magic\"}")
                        .detail())
                .contains("must be one of [grok, csv, json, xml]");
        assertThat(server.get(CONNECTIONS + "/nothing").code()).isEqualTo("NOT_FOUND_OTHER");
    }

    private static String connection(String name, String secret) {
        return "{\"name\": \"" + name + "\", \"type\": \"s3\", \"properties\": {\"access-key\": \"k\"},"
                + " \"secrets\": {\"secret-key\": \"" + secret + "\", \"session-token\": \"${env:TOKEN}\"}}";
    }
}
