package dev.skep.crawler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.crawler.source.s3.LocalS3;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes and sentences; what commands print about a real catalog is tested with a real server. */
class MainTest {

    /** Nobody listens on the port of the discard protocol. */
    private static final String NOBODY = "http://127.0.0.1:9";

    private record Outcome(int exitCode, String out, String err) {}

    @Test
    void listsAllCommandsAndExitCodes() {
        Outcome help = run("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains("serve", "passwd", "demo", "infer", "crawl", "tables", "describe", "partitions")
                .contains("the server cannot be reached");
    }

    @Test
    void explainsEveryCommand() {
        for (String command : new String[] {"demo", "infer", "crawl", "tables", "describe", "partitions"}) {
            Outcome help = run(command, "--help");

            assertThat(help.exitCode()).isZero();
            assertThat(help.out()).startsWith("Usage: skep " + command);
        }
    }

    @Test
    void spellsOutPathsOfTargetsAndLeavesWhatAConnectionLeadsTo() {
        assertThat(CrawlerCreateCommand.location("lake/raw", null))
                .isEqualTo(Path.of("lake/raw").toAbsolutePath().toString());
        assertThat(CrawlerCreateCommand.location("s3://lake/raw", null)).isEqualTo("s3://lake/raw");
        assertThat(CrawlerCreateCommand.location("shop/public/%", "db")).isEqualTo("shop/public/%");
        assertThat(CrawlerCreateCommand.location("", "db")).isEmpty();
    }

    @Test
    void refusesWrongUsageInASentence() {
        assertUsage("skep: Name a command", new String[0]);
        assertUsage("skep: Missing required option", "crawl", "x");
        assertUsage("skep: Unknown option: '--nonsense'", "tables", "--nonsense");
        assertUsage("'t' does not name a table; write database.table", "describe", "t");
        assertUsage("Invalid value for option '--output'", "tables", "-o", "xml");
        assertUsage("skep: 'nowhere' is not an address of a server", "tables", "--server", "nowhere");
    }

    @Test
    void tellsThatNoServerAnswers(@TempDir Path lake) {
        for (String[] command : new String[][] {
            {"tables", "--server", NOBODY},
            {"describe", "d.t", "--server", NOBODY},
            {"partitions", "d.t", "--server", NOBODY},
            {"crawl", lake.toString(), "-d", "d", "--server", NOBODY}
        }) {
            Outcome outcome = run(command);

            assertThat(outcome.exitCode()).as(String.join(" ", command)).isEqualTo(Failure.UNREACHABLE);
            assertThat(outcome.err()).startsWith("skep: No Skep server can be reached at " + NOBODY);
            assertThat(outcome.err().lines()).hasSize(1);
        }
    }

    @Test
    void saysWhoItIsOnlyAsAWhole(@TempDir Path folder) throws Exception {
        String secret = Files.writeString(folder.resolve("secret"), "hush").toString();
        String[] user = {"tables", "--server-user", "tess"};
        assertUsage("User tess needs --server-password-file", user);
        assertUsage("A password needs --server-user", "tables", "--server-password-file", secret);
        assertUsage("Both a user and a token", join(user, new String[] {"--server-token-file", secret}));
        assertUsage(
                "cannot be read",
                "tables",
                "--server-ca-file",
                folder.resolve("none").toString());
        assertUsage("holds no certificate", "tables", "--server-ca-file", secret);
        String[] far = {"tables", "--server", "http://192.0.2.1:8080", "--server-token-file", secret};
        assertUsage("could read the password or token; use https://", far);

        Outcome unreadable = run("tables", "--server", NOBODY, "--server-token-file", folder.toString());
        assertThat(unreadable.exitCode()).isEqualTo(Failure.REFUSED);
        assertThat(unreadable.err()).startsWith("skep: The password or token cannot be read: ");
    }

    @Test
    void plansWithoutAServer(@TempDir Path lake) throws Exception {
        Files.writeString(lake.resolve("people.csv"), "id,name\n1,Ann\n40000,Bob\n");

        Outcome json = run("crawl", "plan", lake.toUri().toString(), "-o", "json");
        JsonNode plan = JsonMapper.builder().build().readTree(json.out());
        Outcome text = run("crawl", "plan", lake.toString(), "--explain");

        assertThat(json.exitCode()).isZero();
        assertThat(plan.path("tables").path(0).path("path").asText()).isEmpty();
        assertThat(plan.path("tables").path(0).path("columns"))
                .hasToString("[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"string\"}]");
        assertThat(plan.path("decisions").path(0).path("topic").asText()).isEqualTo("grouping");
        assertThat(text.out())
                .contains("- grouping: table, because it is a folder of files that fit together")
                .contains("- column id: int, because all 2 values are; "
                        + "next: smallint (0.50 to 0.75), refused by \"40000\" in row 2");
        assertUsage("'gs://lake/x' is not on this machine", "crawl", "plan", "gs://lake/x");
        assertUsage("'s3://' names no bucket", "crawl", "plan", "s3://");
        assertUsage("--access-key and --secret-key go together", "crawl", "plan", "s3://lake", "--access-key", "x");
        assertUsage("Missing required parameter: 'PLACE'", "crawl", "plan");
    }

    @Test
    void plansWhatIsInAStore() throws Exception {
        try (LocalS3 store = LocalS3.start()) {
            store.put("raw/people/city=Bern/a.csv", "id,name\n1,Ann\n2,Bob\n");
            String[] access = {"--endpoint", store.endpoint().toString(), "--access-key", "id", "--secret-key=secret"};

            Outcome outcome = run(join(new String[] {"crawl", "plan", "s3://lake/raw", "-o", "json"}, access));
            JsonNode table = JsonMapper.builder()
                    .build()
                    .readTree(outcome.out())
                    .path("tables")
                    .path(0);
            Outcome nowhere = run(join(new String[] {"crawl", "plan", "s3://lake/nothing"}, access));

            assertThat(outcome.exitCode()).isZero();
            assertThat(table.path("path").asText()).isEqualTo("people");
            assertThat(table.path("location").asText()).isEqualTo("s3://lake/raw/people");
            assertThat(table.path("partitions")).hasToString("[[\"Bern\"]]");
            assertThat(nowhere.exitCode()).isEqualTo(Failure.REFUSED);
            assertThat(nowhere.err()).isEqualTo("skep: There is no object or folder s3://lake/nothing\n");
        }
    }

    private static String[] join(String[] first, String[] second) {
        return Stream.of(first, second).flatMap(Stream::of).toArray(String[]::new);
    }

    @Test
    void tellsThatThereIsNothingToCrawl(@TempDir Path lake) {
        Outcome outcome = run("crawl", lake.resolve("none").toString(), "-d", "d", "--server", NOBODY);

        assertThat(outcome.exitCode()).isEqualTo(Failure.NOT_FOUND);
        assertThat(outcome.err()).isEqualTo("skep: there is no file or folder " + lake.resolve("none") + "\n");
    }

    private static void assertUsage(String sentence, String... arguments) {
        Outcome outcome = run(arguments);

        assertThat(outcome.exitCode()).isEqualTo(Failure.USAGE);
        assertThat(outcome.err()).contains(sentence);
        assertThat(outcome.err()).doesNotContain("\tat ");
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Outcome(exitCode, out.toString(), err.toString());
    }
}
