package dev.skep.crawler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.skep.crawler.grouping.Lakes;
import dev.skep.crawler.plan.CrawlPlan;
import dev.skep.crawler.plan.KnownTables;
import dev.skep.crawler.plan.Planner;
import dev.skep.crawler.plan.Registration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PlanReportTest {

    @TempDir
    private Path root;

    private PlanReport report;

    @BeforeEach
    void plan() throws Exception {
        Lakes.put(root, "people/city=New York/a.csv", "id,name\n1,Ann\n2,Bob\n");
        Lakes.put(root, "people/city=__HIVE_DEFAULT_PARTITION__/a.csv", "id,name\n1,Ann\n2,Bob\n");
        Lakes.put(root, "broken/a.parquet", "PAR1");
        CrawlPlan plan = new Planner("file:/lake", new Registration("d", ""), InstantSource.system())
                .plan(Lakes.find(root), KnownTables.none());
        report = new PlanReport(plan, false);
    }

    @Test
    void tellsPeopleTablesAndProblems() {
        StringWriter text = new StringWriter();
        report.text(new PrintWriter(text));

        assertThat(text.toString().lines().map(line -> line.replaceAll(" {2,}", "  ")))
                .contains(
                        "TABLE  FORMAT  PARTITIONS  ROWS  SIZE  COLUMNS  RESULT",
                        "d.people  csv  2  4  40 B  id int, name string  create",
                        "1 problem:",
                        "Dry run, nothing was written. Tables: create 1; new partitions 2.")
                .anyMatch(line -> line.startsWith("  broken/a.parquet: ") || line.startsWith(" broken/a.parquet: "));
    }

    @Test
    void tellsProgramsTheSameInJsonAndYaml() throws Exception {
        JsonNode json = JsonMapper.builder().build().readTree(printed("json"));
        JsonNode yaml = new YAMLMapper().readTree(printed("yaml"));

        assertThat(yaml).isEqualTo(json);
        JsonNode table = json.path("tables").path(0);
        assertThat(table.path("path").asText()).isEqualTo("people");
        assertThat(table.path("action").asText()).isEqualTo("CREATE");
        assertThat(table.path("rows").asLong()).isEqualTo(4);
        assertThat(table.path("partitions")).hasToString("[[\"New York\"],[null]]");
        assertThat(json.path("problems").path(0).path("path").asText()).isEqualTo("broken/a.parquet");
    }

    private String printed(String form) {
        Output output = CommandLine.populateCommand(new Output(), "-o", form);
        StringWriter text = new StringWriter();
        output.print(new PrintWriter(text), report.json(), report::text);
        return text.toString();
    }
}
