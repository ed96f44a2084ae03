package dev.skep.suites;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skep.processes.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * Every test passes, or stands in {@code not-passed.txt} with the reason; one that stands there and passes is an error too.
 * When all suites run, the document must show how many tests passed.
 */
class HiveSuitesIT {
    private static final Path DOCUMENT = Product.ROOT.resolve("docs/hive-thrift.md");

    /** The generation whose client is tried, as in {@code 3.1.3}. */
    private static final String VERSION = System.getProperty("hive-suites.version", "");

    private static final boolean ALL =
            System.getProperty("hive-suites.selection", "").equals("all");

    private static final Map<Boolean, TestedServer> SERVERS = new HashMap<>();
    private static Selection selection;
    private static int passed;
    private static int ignored;
    private static int total;

    @BeforeAll
    static void start() throws IOException {
        HiveHelpers.install();
        selection = Selection.read(ALL);
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestedServer::close);
    }

    @TestFactory
    Stream<DynamicNode> suites() {
        Stream<DynamicNode> suites = selection.suites().stream()
                .map(suite -> dynamicContainer(suite.name(), Stream.of(suite).flatMap(this::run)));
        return ALL
                ? Stream.concat(
                        suites, Stream.of(dynamicTest("the document shows how many pass", HiveSuitesIT::isShown)))
                : suites;
    }

    private static void isShown() throws IOException {
        int failed = total - passed - ignored;
        String row = "| " + VERSION + " | " + total + " | " + passed + " | " + ignored + " | " + failed + " |";
        if (!Files.readString(DOCUMENT).contains(row)) {
            throw new AssertionError(DOCUMENT + " has no row beginning with " + row);
        }
    }

    private Stream<DynamicNode> run(Suite suite) {
        try {
            server(suite.translated()).takeOver();
            return suite.run().entrySet().stream().map(entry -> test(suite, entry));
        } catch (Exception e) {
            throw new AssertionError(suite.name() + " could not be run", e);
        }
    }

    private static TestedServer server(boolean translated) throws IOException {
        TestedServer server = SERVERS.get(translated);
        if (server == null) {
            server = TestedServer.start(translated);
            SERVERS.put(translated, server);
        }
        return server;
    }

    private static DynamicNode test(Suite suite, Map.Entry<String, Outcome> result) {
        String name = suite.name() + "." + result.getKey();
        return dynamicTest(name, () -> check(name, result.getValue()));
    }

    private static void check(String name, Outcome outcome) throws Throwable {
        total++;
        passed += outcome instanceof Outcome.Passed ? 1 : 0;
        ignored += outcome instanceof Outcome.Ignored ? 1 : 0;
        String known = selection.notPassed().get(name);
        if (outcome instanceof Outcome.Ignored left) {
            throw new TestAbortedException(left.reason());
        } else if (outcome instanceof Outcome.Failed failed && known == null) {
            throw failed.reason();
        } else if (outcome instanceof Outcome.Failed) {
            throw new TestAbortedException(known);
        } else if (known != null) {
            throw new AssertionError(name + " passes: take it off not-passed.txt, where it says " + known);
        }
    }
}
