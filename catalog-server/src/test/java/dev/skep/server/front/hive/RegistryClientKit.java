package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import dev.skep.server.front.hive.PublishedClient.RemoteFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, and clients of any release that talk to it. */
abstract class RegistryClientKit {
    @TempDir
    Path root;

    HiveServer server;

    @BeforeEach
    void start() throws IOException {
        server = HiveServer.start(root);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    PublishedClient client(String release) throws ReflectiveOperationException {
        return new PublishedClient(Library.of(release), Form.BINARY, server.port());
    }

    static void refused(PublishedClient client, String type, String message, String method, Object... arguments) {
        RemoteFailure failure = catchThrowableOfType(RemoteFailure.class, () -> client.call(method, arguments));
        assertThat(failure).as(method).isNotNull();
        assertThat(failure.type).isEqualTo(type);
        assertThat(failure).hasMessageContaining(message);
    }
}
