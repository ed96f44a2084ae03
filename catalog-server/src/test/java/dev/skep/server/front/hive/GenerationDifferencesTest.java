package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skep.server.front.hive.DifferenceTrial.Trial;
import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every place where releases of Hive contradict each other, tried by a client of each release that has it, on one server:
 * by one that says nothing of itself before, and by one that has shown what it is.
 */
class GenerationDifferencesTest {
    private static final Path TABLE = Path.of(
            "..",
            "thrift-idl",
            "hive-api",
            "src",
            "test",
            "resources",
            "dev",
            "skep",
            "hive",
            "api",
            "differences.txt");

    @TempDir
    static Path root;

    private static final List<String> RELEASES = List.of("hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1");

    private static HiveServer server;

    @BeforeAll
    static void start() throws Exception {
        server = HiveServer.start(root);
        haveEverybodyHoldWhatOnlyTheNewestKnows();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everythingThatDiffersIsTriedAndNothingElse() throws IOException {
        Set<String> owners = new TreeSet<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                owners.add(line.split("[. ]", 2)[0]);
            }
        }
        assertThat(DifferenceTrial.all().keySet()).isEqualTo(owners);
    }

    @TestFactory
    Stream<DynamicNode> trials() {
        return RELEASES.stream().map(release -> dynamicContainer(release, trials(release)));
    }

    private static List<DynamicTest> trials(String release) {
        List<DynamicTest> trials = new ArrayList<>();
        DifferenceTrial.all().forEach((owner, trial) -> {
            if (trial.releases().contains(release)) {
                trials.add(dynamicTest(owner + ", of nobody knows whom", () -> run(release, owner, trial, false)));
                trials.add(dynamicTest(owner + ", of a known release", () -> run(release, owner, trial, true)));
            }
        });
        return trials;
    }

    private static void run(String release, String owner, Trial trial, boolean known) throws Exception {
        try (PublishedClient client = client(release)) {
            if (known) {
                introduce(client);
            }
            String database = (owner + "_" + release.replaceAll("\\W", "_") + "_" + known).toLowerCase(Locale.ROOT);
            trial.run().with(client, known, database);
        }
    }

    private static PublishedClient client(String release) throws ReflectiveOperationException {
        return new PublishedClient(Library.of(release), Form.BINARY, server.port());
    }

    /** What each release's own client calls when it is asked for a database. */
    private static void introduce(PublishedClient client) throws ReflectiveOperationException {
        switch (client.release()) {
            case "hive-2.3" -> client.call("get_all_databases");
            case "hive-3.1" -> client.call("get_database", "@hive#default");
            case "hive-4.0" ->
                client.call("get_database_req", client.struct("GetDatabaseRequest", Map.of("name", "default")));
            default -> client.call("get_databases_req", client.struct("GetDatabaseObjectsRequest", Map.of()));
        }
    }

    private static void haveEverybodyHoldWhatOnlyTheNewestKnows() throws Exception {
        try (PublishedClient newest = client("hive-4.1")) {
            introduce(newest);
            CatalogDifferences.leaveWhatOlderReleasesHaveNoWordFor(newest);
            TransactionDifferences.leaveWhatOlderReleasesHaveNoWordFor(newest);
        }
    }
}
