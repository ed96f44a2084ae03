package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.front.rest.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableApiTest {
    private static final String ALL = "/api/v1/catalogs/hive/databases/default/tables";
    private static final String FULL = """
            {"name": "Sales", "kind": "external", "owner": {"name": "eve", "kind": "user"},
             "createdAt": "2020-01-01T00:00:00Z", "lastAccessedAt": "2021-01-01T01:00:00+01:00", "retention": 7,
             "columns": [{"name": "id", "type": "bigint", "comment": "Schlüssel"},
                         {"name": "tags", "type": "map<string,array<struct<a:int,b:string>>>"}],
             "partitionKeys": [{"name": "day", "type": "date"}],
             "storage": {"inputFormat": "in", "outputFormat": "out", "compressed": true, "bucketCount": 4,
                         "serde": {"name": "s", "library": "lib", "parameters": {"field.delim": "\\u0001"}},
                         "bucketColumns": ["id"], "sortColumns": [{"name": "id", "order": "desc"}],
                         "parameters": {"p": "q"}, "storedAsSubDirectories": true},
             "parameters": {"classification": "csv", "": "empty name"}}""";

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
    void everyFieldOfATableIsKept() {
        Reply made = server.post(ALL, FULL);
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(ALL + "/sales");

        JsonNode read = server.get(ALL + "/sales").json();
        assertThat(read).isEqualTo(made.json());
        assertThat(read.path("name").asText()).isEqualTo("sales");
        assertThat(read.path("database").asText()).isEqualTo("default");
        assertThat(read.path("createdAt").asText()).isEqualTo("2020-01-01T00:00:00Z");
        assertThat(read.path("lastAccessedAt").asText()).isEqualTo("2021-01-01T00:00:00Z");
        assertThat(read.path("retention").asInt()).isEqualTo(7);
        assertThat(read.at("/columns/1/type").asText()).isEqualTo("map<string,array<struct<a:int,b:string>>>");
        assertThat(read.at("/storage/serde/parameters/field.delim").asText()).isEqualTo("\u0001");
        assertThat(read.at("/storage/sortColumns/0/order").asText()).isEqualTo("desc");
        assertThat(read.at("/storage/bucketCount").asInt()).isEqualTo(4);
        assertThat(read.at("/storage/storedAsSubDirectories").asBoolean()).isTrue();
        assertThat(read.path("parameters").path("classification").asText()).isEqualTo("csv");

        Reply back = server.put(ALL + "/sales", read.toString());
        assertThat(back.status()).isEqualTo(200);
        assertThat(back.json().path("storage")).isEqualTo(read.path("storage"));
        assertThat(back.json().path("columns")).isEqualTo(read.path("columns"));
    }

    @Test
    void aViewHasAQueryAndNoFiles() {
        Reply made = server.post(ALL, """
                {"name": "v", "kind": "view", "columns": [{"name": "a", "type": "int"}],
                 "view": {"original": "select a from t", "expanded": "select `t`.`a` from `default`.`t`"}}""");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().has("location")).isFalse();
        assertThat(made.json().at("/view/original").asText()).isEqualTo("select a from t");
    }

    @Test
    void aPatchChangesOneColumnListAndKeepsTheRest() {
        server.post(ALL, FULL);

        Reply changed = server.patch(
                ALL + "/sales",
                "{\"columns\": [{\"name\": \"id\", \"type\": \"bigint\"}], \"storage\": {\"serde\": {\"name\": null}}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("columns")).hasSize(1);
        assertThat(changed.json().at("/storage/serde").has("name")).isFalse();
        assertThat(changed.json().at("/storage/serde/library").asText()).isEqualTo("lib");
        assertThat(changed.json().path("createdAt").asText()).isEqualTo("2020-01-01T00:00:00Z");
    }

    @Test
    void anotherNameRenamesAndAnotherDatabaseMoves() {
        server.post("/api/v1/catalogs/hive/databases", "{\"name\": \"lake\"}");
        server.post(ALL, "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": []}");

        Reply renamed = server.patch(ALL + "/t", "{\"name\": \"u\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.json().path("location").asText()).endsWith("/u");
        assertThat(server.get(ALL + "/t").code()).isEqualTo("NOT_FOUND_TABLE");
        assertThat(Files.isDirectory(warehouse.resolve("u"))).isTrue();

        assertThat(server.patch(ALL + "/u", "{\"database\": \"lake\"}").status())
                .isEqualTo(200);
        assertThat(server.get("/api/v1/catalogs/hive/databases/lake/tables/u").status())
                .isEqualTo(200);
    }

    @Test
    void filesOfAManagedTableGoWithItUnlessTheyAreKept() throws IOException {
        for (String name : new String[] {"a", "b"}) {
            server.post(ALL, "{\"name\": \"" + name + "\", \"kind\": \"managed\", \"columns\": []}");
            Files.writeString(warehouse.resolve(name).resolve("rows.csv"), "1");
        }
        server.post(
                ALL,
                "{\"name\": \"c\", \"kind\": \"external\", \"columns\": [], \"location\": \"" + warehouse + "/ext\"}");

        assertThat(server.delete(ALL + "/a").status()).isEqualTo(204);
        assertThat(server.delete(ALL + "/b?deleteData=false").status()).isEqualTo(204);
        assertThat(server.delete(ALL + "/c?deleteData=true").status()).isEqualTo(204);

        assertThat(warehouse.resolve("a")).doesNotExist();
        assertThat(warehouse.resolve("b/rows.csv")).exists();
        assertThat(warehouse.resolve("ext")).exists();
    }

    @Test
    void aDryRunOfADropChangesNothing() {
        server.post(ALL, FULL);
        assertThat(server.delete(ALL + "/sales?dryRun=true").status()).isEqualTo(204);
        assertThat(server.delete(ALL + "/sales?dryRun=true", "If-Match", "\"9\"")
                        .status())
                .isEqualTo(412);
        assertThat(server.get(ALL + "/sales").status()).isEqualTo(200);
    }

    @Test
    void tablesAreListedByPattern() {
        for (String name : new String[] {"sales_2024", "sales_2023", "stock"}) {
            server.post(ALL, "{\"name\": \"" + name + "\", \"kind\": \"managed\", \"columns\": []}");
        }
        JsonNode page = server.get(ALL + "?pattern=sales*&pageSize=1").json();
        assertThat(page.at("/tables/0/name").asText()).isEqualTo("sales_2023");
        String token = page.path("nextPageToken").asText();

        assertThat(server.get(ALL + "?pattern=sales*&pageToken=" + token)
                        .json()
                        .at("/tables/0/name")
                        .asText())
                .isEqualTo("sales_2024");
        assertThat(server.get(ALL + "?pattern=s*&pageToken=" + token).detail()).contains("pageToken");
        assertThat(server.get(ALL + "?pattern=none").json().path("tables")).isEmpty();
        assertThat(server.get("/api/v1/catalogs/hive/databases/none/tables").code())
                .isEqualTo("NOT_FOUND_DATABASE");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(server.post(ALL, "{\"name\": \"t\", \"columns\": []}").detail())
                .contains("'kind' is missing");
        assertThat(server.post(ALL, "{\"name\": \"t\", \"kind\": \"managed\"}").detail())
                .contains("'columns' is missing");
        assertThat(server.post(ALL, "{\"name\": \"t\", \"kind\": \"magic\", \"columns\": []}")
                        .detail())
                .contains("magic", "external");
        assertThat(server.post(
                                ALL,
                                "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": [{\"name\": \"a\", \"type\": \"int\"}, {\"name\": \"b\"}]}")
                        .detail())
                .contains("columns[1].type");
        assertThat(server.post(
                                ALL,
                                "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": [{\"name\": \"a\", \"type\": 7}]}")
                        .detail())
                .contains("columns[0].type", "a text");
        assertThat(server.post(ALL, "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": [null]}")
                        .detail())
                .contains("columns");
        assertThat(server.post(
                                ALL,
                                "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": [], \"parameters\": {\"a\": null}}")
                        .status())
                .isEqualTo(400);
        assertThat(server.post(
                                ALL,
                                "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": [], \"storage\": {\"bucketCount\": \"4\"}}")
                        .detail())
                .contains("storage.bucketCount", "a whole number");
        assertThat(server.post(
                                ALL,
                                "{\"name\": \"t\", \"kind\": \"managed\", \"columns\": [{\"name\": \"a\", \"type\": \"int\"}, {\"name\": \"A\", \"type\": \"int\"}]}")
                        .detail())
                .contains("two columns");
        assertThat(server.get(ALL + "/none").code()).isEqualTo("NOT_FOUND_TABLE");
        server.post(ALL, FULL);
        assertThat(server.patch(ALL + "/sales", "{\"partitionKeys\": []}").code())
                .isEqualTo("INVALID");
    }
}
