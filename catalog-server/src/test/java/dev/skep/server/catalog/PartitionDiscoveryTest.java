package dev.skep.server.catalog;

import static dev.skep.server.catalog.CatalogFixture.NOW;
import static dev.skep.server.catalog.CatalogFixture.SALES;
import static dev.skep.server.catalog.CatalogFixture.draft;
import static dev.skep.server.catalog.CatalogFixture.partition;
import static dev.skep.server.catalog.CatalogFixture.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.catalog.PartitionDiscovery.Outcome;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.files.LocalWarehouseFiles;
import dev.skep.server.model.Column;
import dev.skep.server.model.Database;
import dev.skep.server.model.NamePattern;
import dev.skep.server.model.Partition;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableKind;
import dev.skep.server.store.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionDiscoveryTest {
    private static final DiscoveryScope ALL = new DiscoveryScope(
            NamePattern.ALL, NamePattern.ALL, Set.of(TableKind.EXTERNAL, TableKind.MANAGED), Duration.ofHours(1));

    @TempDir
    Path root;

    private CatalogFixture catalog;

    @BeforeEach
    void open() {
        catalog = new CatalogFixture(root);
        create("t", TableKind.EXTERNAL, Map.of("discover.partitions", "TRUE"));
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Test
    void addsWhatHasADirectory() throws IOException {
        add("2024-01-01", "3");
        for (String path : List.of(
                "day=2024-01-02/hr=4",
                "day=2024-01-02/hr=5",
                "day=a%3Ab/hr=1",
                "day=2024-01-03/notes",
                "day=2024-01-03/hr=",
                "day=2024-01-04",
                "hr=1/day=2024-01-05",
                "_tmp/hr=1",
                "day=2024-01-06/.hr=2")) {
            Files.createDirectories(directory(path));
        }

        assertThat(discovery(ALL).run()).isEqualTo(new Outcome(3, 0, 0));

        assertThat(values("t"))
                .containsExactlyInAnyOrder(
                        List.of("2024-01-01", "3"),
                        List.of("2024-01-02", "4"),
                        List.of("2024-01-02", "5"),
                        List.of("a:b", "1"));
        assertThat(discovery(ALL).run()).isEqualTo(Outcome.NOTHING);
    }

    @Test
    void dropsWhatHasNone() throws IOException {
        add("2024-01-01", "3");
        add("2024-01-01", "4");
        Files.delete(directory("day=2024-01-01/hr=3"));

        assertThat(discovery(ALL).run()).isEqualTo(new Outcome(0, 1, 0));

        assertThat(values("t")).containsExactly(List.of("2024-01-01", "4"));
    }

    @Test
    void concludesNothingWhereTheTableCannotBeSeen() throws IOException {
        add("2024-01-01", "3");
        Files.delete(directory("day=2024-01-01/hr=3"));
        Files.delete(directory("day=2024-01-01"));
        Files.delete(directory(""));

        assertThat(discovery(ALL).run()).isEqualTo(Outcome.NOTHING);
        alter(Map.of("discover.partitions", "true"), "s3://bucket/t");
        assertThat(discovery(ALL).run()).isEqualTo(Outcome.NOTHING);

        assertThat(values("t")).hasSize(1);
    }

    @Test
    void dropsWhatIsPastItsTime() throws IOException {
        alter(
                Map.of(
                        "discover.partitions", "true",
                        "partition.retention.period", "90s",
                        "external.table.purge", "true"),
                null);
        add("2024-01-01", "3");

        assertThat(discovery(ALL, NOW.plusSeconds(90)).run()).isEqualTo(Outcome.NOTHING);
        assertThat(discovery(ALL, NOW.plusSeconds(91)).run()).isEqualTo(new Outcome(0, 0, 1));

        assertThat(values("t")).isEmpty();
        assertThat(directory("day=2024-01-01/hr=3")).doesNotExist();
    }

    @Test
    void readsTimesAsHiveWritesThem() {
        Map<String, Duration> periods = Map.of(
                "7d", Duration.ofDays(7),
                "20000ms", Duration.ofSeconds(20),
                "2 Hours", Duration.ofHours(2),
                "15", Duration.ofSeconds(15),
                "3min", Duration.ofMinutes(3));
        periods.forEach((text, period) -> assertThat(RetentionPeriod.of(Map.of("partition.retention.period", text)))
                .contains(period));
        for (String text : List.of("", "soon", "-1d", "0s", "1 fortnight")) {
            assertThat(RetentionPeriod.of(Map.of("partition.retention.period", text)))
                    .isEmpty();
        }
    }

    @Test
    void looksAfterThoseOnlyThatItShould() throws IOException {
        create("quiet", TableKind.EXTERNAL, Map.of("discover.partitions", "false"));
        create("managed", TableKind.MANAGED, Map.of("discover.partitions", "true"));
        create("acid", TableKind.MANAGED, Map.of("discover.partitions", "true", "transactional", "true"));
        for (String path :
                List.of("external/sales.db/quiet", "warehouse/sales.db/managed", "warehouse/sales.db/acid")) {
            Files.createDirectories(root.resolve(path).resolve("day=1/hr=1"));
        }
        Files.createDirectories(directory("day=1/hr=1"));

        assertThat(discovery(scope("sales", "*", TableKind.MANAGED)).run()).isEqualTo(new Outcome(1, 0, 0));
        assertThat(discovery(scope("other*", "*", TableKind.EXTERNAL)).run()).isEqualTo(Outcome.NOTHING);
        assertThat(discovery(scope("*", "x*", TableKind.EXTERNAL)).run()).isEqualTo(Outcome.NOTHING);
        replicated(Map.of("repl.target.for", "policy"));
        assertThat(discovery(ALL).run()).isEqualTo(Outcome.NOTHING);
        replicated(Map.of("repl.target.for", "policy", "repl.background.enable", "true"));
        assertThat(discovery(ALL).run()).isEqualTo(new Outcome(1, 0, 0));

        assertThat(values("managed")).hasSize(1);
        assertThat(values("quiet")).isEmpty();
        assertThat(values("acid")).isEmpty();
    }

    @Test
    void isDoneByOneServerInItsTurn() throws IOException {
        Files.createDirectories(directory("day=1/hr=1"));

        assertThat(discovery(ALL, NOW).runInTurn()).isEqualTo(new Outcome(1, 0, 0));
        Files.createDirectories(directory("day=1/hr=2"));
        assertThat(discovery(ALL, NOW.plusSeconds(3_599)).runInTurn()).isEqualTo(Outcome.NOTHING);
        assertThat(discovery(ALL, NOW.plusSeconds(3_600)).runInTurn()).isEqualTo(new Outcome(1, 0, 0));
    }

    private static DiscoveryScope scope(String databases, String tables, TableKind kind) {
        return new DiscoveryScope(
                NamePattern.parse(databases), NamePattern.parse(tables), Set.of(kind), Duration.ofHours(1));
    }

    private PartitionDiscovery discovery(DiscoveryScope scope) {
        return discovery(scope, NOW);
    }

    private PartitionDiscovery discovery(DiscoveryScope scope, Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new PartitionDiscovery(catalog.store, catalog.partitions, new LocalWarehouseFiles(), clock, scope);
    }

    private void create(String name, TableKind kind, Map<String, String> parameters) {
        catalog.tables.create(
                draft(name, kind, null, new Column("day", "string"), new Column("hr", "string"))
                        .withParameters(parameters),
                WriteMode.APPLY);
    }

    private void alter(Map<String, String> parameters, String location) {
        catalog.tables.alter(
                table("t"),
                before -> (location == null ? before : before.withLocation(location))
                        .withParameters(new HashMap<>(parameters)),
                false,
                Precondition.NONE,
                WriteMode.APPLY);
    }

    private void replicated(Map<String, String> parameters) {
        catalog.databases.alter(
                SALES,
                before -> new Database(
                        before.name(),
                        before.comment(),
                        before.location(),
                        before.managedLocation(),
                        before.owner(),
                        before.createdAt(),
                        parameters,
                        before.extras()),
                Precondition.NONE,
                WriteMode.APPLY);
    }

    private void add(String... values) {
        catalog.partitions.add(table("t"), any -> List.of(partition(values)), false, WriteMode.APPLY);
    }

    private Path directory(String path) {
        return root.resolve("external/sales.db/t").resolve(path);
    }

    private List<List<String>> values(String table) {
        List<List<String>> values = new ArrayList<>();
        try (Listing<Stored<Partition>> listing =
                catalog.partitions.list(CatalogFixture.table(table), new Selection.All(), -1)) {
            listing.forEach(each -> values.add(each.value().values()));
        }
        return values;
    }
}
