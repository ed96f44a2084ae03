package dev.skep.suites;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
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
 */
class HiveSuitesIT {
    private static final Map<Boolean, TestedServer> SERVERS = new HashMap<>();
    private static Selection selection;

    @BeforeAll
    static void start() throws IOException {
        HiveHelpers.install();
        selection =
                Selection.read(System.getProperty("hive-suites.selection", "").equals("all"));
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestedServer::close);
    }

    @TestFactory
    Stream<DynamicNode> suites() {
        return selection.suites().stream()
                .map(suite -> dynamicContainer(suite.name(), Stream.of(suite).flatMap(this::run)));
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
        String known = selection.notPassed().get(name);
        if (outcome instanceof Outcome.Ignored ignored) {
            throw new TestAbortedException(ignored.reason());
        } else if (outcome instanceof Outcome.Failed failed && known == null) {
            throw failed.reason();
        } else if (outcome instanceof Outcome.Failed) {
            throw new TestAbortedException(known);
        } else if (known != null) {
            throw new AssertionError(name + " passes: take it off not-passed.txt, where it says " + known);
        }
    }
}
