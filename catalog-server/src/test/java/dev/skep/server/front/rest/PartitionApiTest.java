package dev.skep.server.front.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.server.front.rest.TestServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionApiTest {
    private static final String TABLES = "/api/v1/catalogs/hive/databases/default/tables";
    private static final String ALL = TABLES + "/t/partitions";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path warehouse;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(warehouse);
    }

    @BeforeEach
    void makeTable() {
        server.post(TABLES, """
            {"name": "t", "kind": "managed", "columns": [{"name": "a", "type": "int"}],
             "partitionKeys": [{"name": "day", "type": "string"}, {"name": "hr", "type": "int"}],
             "storage": {"inputFormat": "in", "serde": {"library": "lib"}}}\
            """);
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
    void aPartitionIsAddedReadReplacedAndDropped() {
        Reply added = server.post(
                ALL, "{\"partitions\": [{\"values\": [\"2024-05-31\", \"7\"], \"parameters\": {\"numRows\": \"5\"}}]}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.body()).isEqualTo("{\"added\":1,\"existing\":0}");

        String address = ALL + "/day%3D2024-05-31%2Fhr%3D7";
        Reply read = server.get(address);
        assertThat(read.json().path("name").asText()).isEqualTo("day=2024-05-31/hr=7");
        assertThat(read.json().path("location").asText()).isEqualTo("file:" + warehouse + "/t/day=2024-05-31/hr=7");
        assertThat(read.json().has("columns")).isFalse();
        assertThat(read.json().has("storage")).isFalse();
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(server.get(address, "If-None-Match", "\"1\"").status()).isEqualTo(304);

        Reply replaced = server.put(address, """
            {"values": ["2024-05-31", "7"], "columns": [{"name": "a", "type": "bigint"}],
             "storage": {"inputFormat": "other"}, "version": 1}\
            """);
        assertThat(replaced.status()).isEqualTo(200);
        assertThat(replaced.json().at("/columns/0/type").asText()).isEqualTo("bigint");
        assertThat(replaced.json().at("/storage/inputFormat").asText()).isEqualTo("other");
        assertThat(replaced.json().path("parameters").has("numRows")).isFalse();
        assertThat(replaced.json().path("location")).isEqualTo(read.json().path("location"));
        assertThat(server.put(address, "{\"values\": [\"2024-05-31\", \"7\"]}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(server.put(address, "{\"values\": [\"2024-05-31\", \"8\"]}").code())
                .isEqualTo("INVALID");

        assertThat(server.delete(address, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(server.delete(address + "?dryRun=true").status()).isEqualTo(204);
        assertThat(server.delete(address, "If-Match", replaced.header("ETag")).status())
                .isEqualTo(204);
        assertThat(server.get(address).code()).isEqualTo("NOT_FOUND_PARTITION");
        assertThat(server.delete(address).code()).isEqualTo("NOT_FOUND_PARTITION");
        assertThat(warehouse.resolve("t/day=2024-05-31/hr=7")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a=b",
                "50%",
                "%2F",
                "a b",
                "a+b",
                "O'Brien",
                "\"q\"",
                "x?y#z&w",
                "a;b",
                "日本 🐝",
                "..",
                ".",
                "\\",
                "a\tb",
                "é",
                "-",
                "{[]}^",
                "key=x/hr=3",
                "$1\\0",
                "a%20b",
                "~!@()*,|"
            })
    void everyValueHasAnAddress(String value) throws IOException {
        ObjectNode request = JSON.createObjectNode();
        request.putArray("partitions").addObject().putArray("values").add(value).add("1");
        Reply added = server.post(ALL, request.toString());
        assertThat(added.status()).as(added.body()).isEqualTo(201);

        JsonNode listed = server.get(ALL).json().at("/partitions/0");
        assertThat(listed.at("/values/0").asText()).isEqualTo(value);
        String address = ALL + "/" + TestServer.segment(listed.path("name").asText());

        assertThat(server.get(address).json()).isEqualTo(listed);
        assertThat(server.put(address, listed.toString()).status()).isEqualTo(200);
        assertThat(server.delete(address).status()).isEqualTo(204);
        assertThat(server.get(ALL).json().path("partitions")).isEmpty();
    }

    @Test
    void nullStandsForTheDefaultPartition() {
        server.post(ALL, "{\"partitions\": [{\"values\": [null, \"1\"]}, {\"values\": [\"\", \"2\"]}]}");

        JsonNode partitions = server.get(ALL).json().path("partitions");
        assertThat(partitions).hasSize(2);
        for (JsonNode partition : partitions) {
            assertThat(partition.at("/values/0").isNull()).isTrue();
            assertThat(partition.path("name").asText()).startsWith("day=__HIVE_DEFAULT_PARTITION__/hr=");
        }
    }

    @Test
    void aNameIsFoundHoweverItsCharactersAreEscaped() {
        server.post(ALL, "{\"partitions\": [{\"values\": [\"a b\", \"1\"]}]}");
        assertThat(server.get(ALL + "/day%3Da%2520b%2Fhr%3D1").status()).isEqualTo(200);
        assertThat(server.get(ALL + "/nonsense").code()).isEqualTo("INVALID");
    }

    @Test
    void twoThousandFiveHundredPartitionsAreReadPageByPage() throws IOException {
        ObjectNode request = JSON.createObjectNode();
        ArrayNode partitions = request.putArray("partitions");
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            partitions.addObject().putArray("values").add("d" + i / 24).add(Integer.toString(i % 24));
            names.add("day=d" + i / 24 + "/hr=" + i % 24);
        }
        names.sort(null);
        assertThat(server.post(ALL, request.toString()).body()).isEqualTo("{\"added\":2500,\"existing\":0}");

        assertThat(pages("?names=true&pageSize=1000", "names", 3)).isEqualTo(names);
        assertThat(pages("?pageSize=400", "partitions", 7)).isEqualTo(names);
        assertThat(pages("?pageSize=500", "partitions", 5)).isEqualTo(names);
        assertThat(pages("?filter=" + TestServer.segment("hr = 3") + "&pageSize=50", "partitions", 3))
                .isEqualTo(names.stream().filter(name -> name.endsWith("/hr=3")).toList());

        assertThat(server.get(ALL + "/count").json().path("count").asInt()).isEqualTo(2_500);
        assertThat(server.get(ALL + "/count?filter=" + TestServer.segment("hr = 3"))
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(105);

        ObjectNode again = JSON.createObjectNode().put("ifNotExists", true);
        again.set("partitions", partitions);
        assertThat(server.post(ALL, again.toString()).body()).isEqualTo("{\"added\":0,\"existing\":2500}");
        assertThat(server.post(ALL, request.toString()).code()).isEqualTo("ALREADY_EXISTS");

        ObjectNode removal = JSON.createObjectNode();
        names.subList(0, 2_000).forEach(removal.putArray("names")::add);
        assertThat(server.post(ALL + "/delete?dryRun=true", removal.toString()).body())
                .isEqualTo("{\"deleted\":2000}");
        assertThat(server.post(ALL + "/delete", removal.toString()).body()).isEqualTo("{\"deleted\":2000}");
        assertThat(server.post(ALL + "/delete", removal.toString()).body()).isEqualTo("{\"deleted\":0}");
        assertThat(server.get(ALL + "/count").json().path("count").asInt()).isEqualTo(500);
    }

    private List<String> pages(String query, String field, int expectedPages) {
        List<String> names = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = server.get(ALL + query + (token.isEmpty() ? "" : "&pageToken=" + token))
                    .json();
            page.path(field)
                    .forEach(each -> names.add(
                            each.isTextual() ? each.asText() : each.path("name").asText()));
            token = page.path("nextPageToken").asText();
            pages++;
        } while (!token.isEmpty());
        assertThat(pages).isEqualTo(expectedPages);
        return names;
    }

    @Test
    void allOrNoneAreAdded() {
        Reply refused = server.post(
                ALL,
                "{\"partitions\": [{\"values\": [\"a\", \"1\"]}, {\"values\": [\"b\", \"1\"]}, {\"values\":"
                        + " [\"c\"]}]}");
        assertThat(refused.code()).isEqualTo("INVALID");
        assertThat(server.get(ALL + "/count").json().path("count").asInt()).isZero();

        Reply tried = server.post(ALL + "?dryRun=true", "{\"partitions\": [{\"values\": [\"a\", \"1\"]}]}");
        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.body()).isEqualTo("{\"added\":1,\"existing\":0}");
        assertThat(server.get(ALL + "/count").json().path("count").asInt()).isZero();
    }

    @Test
    void someAreFoundByName() {
        server.post(ALL, """
            {"partitions": [{"values": ["b", "1"]}, {"values": ["a/c", "1"], "parameters": {"p": "v"}},
                            {"values": ["a", "2"]}, {"values": ["d", null]}]}\
            """);

        JsonNode found = server.post(ALL + "/find", """
            {"names": ["day=d/hr=", "day=b/hr=1", "day=z/hr=1", "day=a%2Fc/hr=1", "day=b/hr=1"]}\
            """).json();

        assertThat(found.path("partitions"))
                .extracting(each -> each.path("name").asText())
                .containsExactly("day=a%2Fc/hr=1", "day=b/hr=1", "day=d/hr=__HIVE_DEFAULT_PARTITION__");
        assertThat(found.at("/partitions/0"))
                .isEqualTo(server.get(ALL + "/day%3Da%252Fc%2Fhr%3D1").json());
        assertThat(found.has("nextPageToken")).isFalse();

        assertThat(server.post(ALL + "/find", "{\"names\": []}").body()).isEqualTo("{\"partitions\":[]}");
        assertThat(server.post(ALL + "/find", "{}").code()).isEqualTo("INVALID");
        assertThat(server.post(ALL + "/find", "{\"names\": [\"month=1\"]}").code())
                .isEqualTo("INVALID");
        String many = "\"day=a/hr=1\",".repeat(1_001);
        assertThat(server.post(ALL + "/find", "{\"names\": [" + many.substring(0, many.length() - 1) + "]}")
                        .code())
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void singleParametersOfManyAreChanged() {
        server.post(ALL, """
            {"partitions": [{"values": ["a", "1"], "parameters": {"kept": "k", "gone": "g", "old": "1"}},
                            {"values": ["b", "1"], "parameters": {"old": "2"}}, {"values": ["c", "1"]}]}\
            """);
        String body = """
            {"partitions": [{"name": "day=a/hr=1", "parameters": {"gone": null, "old": "3"}},
                            {"name": "day=b/hr=1", "parameters": {"old": "2", "none": null}},
                            {"name": "day=z/hr=1", "parameters": {"old": "2"}}]}\
            """;

        assertThat(server.post(ALL + "/parameters?dryRun=true", body).body())
                .isEqualTo("{\"changed\":1,\"missing\":1}");
        assertThat(server.get(ALL + "/day%3Da%2Fhr%3D1")
                        .json()
                        .at("/parameters/old")
                        .asText())
                .isEqualTo("1");
        assertThat(server.post(ALL + "/parameters", body).body()).isEqualTo("{\"changed\":1,\"missing\":1}");

        JsonNode changed = server.get(ALL + "/day%3Da%2Fhr%3D1").json();
        assertThat(changed.at("/parameters/old").asText()).isEqualTo("3");
        assertThat(changed.at("/parameters/kept").asText()).isEqualTo("k");
        assertThat(changed.path("parameters").has("gone")).isFalse();
        assertThat(changed.path("version").asInt()).isEqualTo(2);
        assertThat(server.get(ALL + "/day%3Db%2Fhr%3D1").json().path("version").asInt())
                .isEqualTo(1);
        assertThat(server.post(ALL + "/parameters", body).body()).isEqualTo("{\"changed\":0,\"missing\":1}");
        assertThat(server.post(
                                ALL + "/parameters",
                                "{\"partitions\": [{\"name\": \"day=a/hr=1\", \"parameters\": {}},"
                                        + " {\"name\": \"day=a/hr=1\", \"parameters\": {}}]}")
                        .detail())
                .contains("given twice");
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(server.post(ALL, "{}").detail()).contains("'partitions' is missing");
        assertThat(server.post(ALL, "{\"partitions\": [{}]}").detail()).contains("'partitions[0].values' is missing");
        assertThat(server.post(ALL, "{\"partitions\": [{\"values\": [\"a\", 1]}]}")
                        .detail())
                .contains("partitions[0].values[1]", "a text");
        assertThat(server.post(ALL, "{\"partitions\": [{\"values\": [\"a\", \"1\"], \"name\": \"day=b/hr=1\"}]}")
                        .detail())
                .contains("partitions[0].name", "day=a/hr=1");
        assertThat(server.get(TABLES + "/none/partitions").code()).isEqualTo("NOT_FOUND_TABLE");
        assertThat(server.get(ALL + "?filter=" + TestServer.segment("day === 3"))
                        .code())
                .isEqualTo("INVALID");
        assertThat(server.get(ALL + "?filter=" + TestServer.segment("none = 3")).code())
                .isEqualTo("INVALID");
        assertThat(server.post(ALL + "/delete", "{\"names\": [\"nonsense\"]}").code())
                .isEqualTo("INVALID");

        ObjectNode tooMany = JSON.createObjectNode();
        ArrayNode partitions = tooMany.putArray("partitions");
        for (int i = 0; i <= 10_000; i++) {
            partitions.addObject();
        }
        assertThat(server.post(ALL, tooMany.toString()).code()).isEqualTo("TOO_LARGE");
    }
}
