package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every method of every release answers whatever arguments it is given, with a value or with an exception that the client
 * knows; it never ends in a defect of the server, and the connection goes on.
 */
class EveryMethodTest {
    @TempDir
    static Path root;

    private static HiveServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HiveServer.start(root);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicNode> releases() {
        return Stream.of("hive-2.3", "hive-3.1", "hive-4.0", "hive-4.1")
                .map(release -> dynamicContainer(release, methods(release)));
    }

    private static Stream<DynamicNode> methods(String release) {
        try {
            Library library = Library.of(release);
            Class<?> methods = library.load("org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore$Iface");
            return Arrays.stream(methods.getMethods())
                    .sorted(Comparator.comparing(Method::getName))
                    .flatMap(method -> Arrays.stream(SampleArguments.values())
                            .map(arguments -> dynamicTest(
                                    method.getName() + ", arguments " + arguments,
                                    () -> answers(library, method, arguments))));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static void answers(Library library, Method method, SampleArguments arguments)
            throws ReflectiveOperationException {
        try (PublishedClient client = new PublishedClient(library, Form.BINARY, server.port())) {
            if (library.toString().equals("hive-2.3")) {
                // So that the server knows whom it answers.
                client.call("get_all_databases");
            }
            try {
                client.call(method, arguments.of(method));
            } catch (RemoteFailure e) {
                if (e.type.equals("TProtocolException")) {
                    // The client itself refuses to send it.
                    return;
                }
                if (declaresNothing(method)) {
                    // Whatever is declared for another release, this client overlooks it and finds no result.
                    assertThat(e.type).isEqualTo("TApplicationException");
                    return;
                }
                assertThat(e.type).as("%s", e).isNotEqualTo("TTransportException");
                assertThat(String.valueOf(e.getMessage())).doesNotContain("defect of the server", "unknown result");
            }
            assertThat(client.call("getName")).isEqualTo("skep");
        }
    }

    private static boolean declaresNothing(Method method) {
        return Arrays.stream(method.getExceptionTypes())
                .allMatch(type -> type.getSimpleName().equals("TException"));
    }
}
