package dev.skep.crawler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code skep infer} as its users call it. */
class InferCommandTest {

    private static final String[] FIELDS = {
        "file",
        "format",
        "compression",
        "encoding",
        "delimiter",
        "quote",
        "escape",
        "header",
        "rowTag",
        "logKind",
        "columns",
        "rows",
        "confidence",
        "reasons",
        "decisions",
        "error",
        "ms"
    };

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder = Path.of("");

    private record Outcome(int exitCode, String out, String err) {
        List<JsonNode> lines() throws IOException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(folder.resolve("people.csv"), "id;name\n1;Ann\n2;Bob\n");
        Files.writeString(folder.resolve("events.json"), "{\"at\":\"2024-05-01\",\"n\":1.5}\n{\"at\":null,\"n\":2}\n");
        Files.writeString(folder.resolve("till.txt"), "7/2 sold apples\n7/3 sold pears\n");
        Files.write(folder.resolve("noise.bin"), new byte[] {'x', 1, 3, 4, 0, 0, 0, 1});
        Files.createFile(folder.resolve("nothing.csv"));
        Files.createDirectories(folder.resolve("empty"));
        Files.createDirectories(folder.resolve("some/more"));
        Files.writeString(folder.resolve("some/a.tsv"), "a\tb\n1\t2\n");
        Files.writeString(folder.resolve("some/more/b.csv"), "c,d\n1,x\n");
    }

    @Test
    void answersEveryPathWithOneObjectInTheOrderGiven() throws IOException {
        String[] names = {"people.csv", "gone.csv", "noise.bin", "nothing.csv", "events.json", "empty", "people.csv"};
        Path list = folder.resolve("list");
        Files.write(list, List.of(at("till.txt"), "", "a\0b", at("some")));

        Outcome outcome = run(with(paths(names), "--from-file", list.toString(), "-o", "jsonl"));

        List<JsonNode> answers = outcome.lines();
        assertThat(answers)
                .extracting(answer -> answer.path("file").asText())
                .containsExactly(with(paths(names), at("till.txt"), "a\0b", at("some/a.tsv"), at("some/more/b.csv")));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.fieldNames()).toIterable().containsExactly(FIELDS));
        assertThat(answers)
                .extracting(answer -> answer.path("format").asText())
                .startsWith("csv", "unknown", "unknown", "empty", "jsonl", "unknown", "csv");
        assertThat(answers)
                .extracting(answer -> answer.path("error").isTextual())
                .startsWith(false, true, true, false, false, true, false);
        assertThat(answers.get(1).path("error").asText()).isEqualTo("there is no such file");
        assertThat(answers.get(5).path("error").asText()).isEqualTo("the folder holds no files");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void saysWhatAFileIs() throws IOException {
        JsonNode answer =
                run("infer", at("people.csv"), "--output=jsonl").lines().get(0);

        assertThat(answer.path("delimiter").asText()).isEqualTo(";");
        assertThat(answer.path("header").asBoolean()).isTrue();
        assertThat(answer.path("rows").asInt()).isEqualTo(2);
        assertThat(answer.path("columns"))
                .hasToString("[{\"name\":\"id\",\"type\":\"int\",\"nullable\":true},"
                        + "{\"name\":\"name\",\"type\":\"string\",\"nullable\":true}]");
        assertThat(answer.path("quote").isNull()).isTrue();
        assertThat(answer.path("reasons")).isNotEmpty();
        assertThat(answer.path("decisions"))
                .extracting(decision -> decision.path("topic").asText())
                .containsExactly("format", "encoding", "dialect", "header", "type", "type");
        assertThat(answer.path("decisions").path(4).path("runnerUp"))
                .hasToString("{\"verdict\":\"smallint\",\"score\":0.5,"
                        + "\"because\":\"it keeps all values, but not what is larger\"}");
    }

    @Test
    void keepsTheOrderOfThousands() throws IOException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            names.add(at(i % 3 == 0 ? "events.json" : i % 3 == 1 ? "people.csv" : "gone" + i));
        }
        Path list = folder.resolve("list");
        Files.write(list, names);

        assertThat(run("infer", "--from-file", list.toString(), "-o", "jsonl").lines())
                .extracting(answer -> answer.path("file").asText())
                .containsExactlyElementsOf(names);
    }

    @Test
    void knowsLogsOfAUsersOwnForm() throws IOException {
        String pattern = "till=%{INT:shop}/%{INT:till} sold (?<what>.*)";

        JsonNode answer = run("infer", "--grok", pattern, "-o", "jsonl", at("till.txt"))
                .lines()
                .get(0);

        assertThat(answer.path("format").asText()).isEqualTo("log");
        assertThat(answer.path("logKind").asText()).isEqualTo("till");
        assertThat(answer.path("columns")).hasSize(3);
        Outcome wrong = run("infer", "--grok", "till=%{NONSENSE:a}", at("till.txt"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--grok till: Grok expression names an unknown part: %{NONSENSE:a}");
    }

    @Test
    void recognizesWhatClassifiersOfAFileSay() throws IOException {
        Path file = Files.writeString(folder.resolve("classifiers.yaml"), """
                kind: Classifier
                name: people
                type: csv
                settings: {header: present, columns: 'number bigint, who'}
                ---
                kind: Classifier
                name: events
                type: json
                settings: {path: $.n}
                """);
        String people = at("people.csv");
        JsonNode answer = run("infer", "--classifier", file.toString(), "-o", "jsonl", people)
                .lines()
                .get(0);
        assertThat(answer.at("/columns/0/name").asText()).isEqualTo("number");
        assertThat(answer.at("/columns/0/type").asText()).isEqualTo("bigint");
        assertThat(answer.path("reasons").toString()).contains("as classifier people says");

        Files.writeString(file, "kind: Classifier\nname: events\ntype: json\nsettings: {path: n}\n");
        Outcome wrong = run("infer", "--classifier", file.toString(), people);
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("document 1 of " + file, "Classifier events: 'n' is no path of JSON");
        Files.writeString(file, "kind: Crawler\nname: x\n");
        assertThat(run("infer", "--classifier", file.toString(), people).err())
                .contains("no document of kind Classifier");
    }

    @Test
    void printsForPeople() {
        Outcome table = run("infer", at("people.csv"), at("noise.bin"));

        assertThat(table.out()).contains("Format:", "Delimiter:   ;", "COLUMN", "name", "Error:");
        assertThat(table.out()).doesNotContain("  - ");
        assertThat(run("infer", at("people.csv"), "--explain").out()).contains("  - ");
    }

    @Test
    void printsOneDocument() throws IOException {
        JsonNode json = JSON.readTree(
                run("infer", at("people.csv"), at("events.json"), "-o", "json").out());

        assertThat(json).hasSize(2);
        assertThat(run("infer", at("people.csv"), "-o", "yaml").out()).contains("delimiter:", "columns:");
    }

    @Test
    void readsEveryByteIfAsked() throws IOException {
        StringBuilder text = new StringBuilder("id,v\n");
        for (int i = 0; i < 1_200_000; i++) {
            text.append(i == 700_000 ? "7,late\n" : "12345,1\n");
        }
        Files.writeString(folder.resolve("large.csv"), text);

        JsonNode exact =
                run("infer", "--exact", at("large.csv"), "-o", "jsonl").lines().get(0);

        assertThat(exact.path("rows").asInt()).isEqualTo(1_200_000);
        assertThat(exact.path("columns").path(1).path("type").asText()).isEqualTo("string");
    }

    @Test
    void failsIfNothingIsUnderstood() {
        assertThat(run("infer", at("noise.bin")).exitCode()).isEqualTo(Failure.REFUSED);
        assertThat(run("infer", at("noise.bin"), at("people.csv")).exitCode()).isZero();
        assertThat(run("infer").err()).contains("Name a file or a folder, or a list with --from-file");
        assertThat(run("infer", "--from-file", at("no-list")).exitCode()).isNotZero();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String[] paths(String... names) {
        return List.of(names).stream().map(this::at).toArray(String[]::new);
    }

    private static String[] with(String[] first, String... more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] line = arguments[0].equals("infer") ? arguments : with(new String[] {"infer"}, arguments);
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), line);
        return new Outcome(code, out.toString(), err.toString());
    }
}
