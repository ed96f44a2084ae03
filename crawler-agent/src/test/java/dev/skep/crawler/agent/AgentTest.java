package dev.skep.crawler.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import dev.skep.crawler.catalog.CatalogException;
import dev.skep.crawler.catalog.Server;
import dev.skep.crawler.egress.Egress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an agent asks for runs; what it does with them is tested with a real server. */
class AgentTest {

    private static final Reply NOTHING = new Reply(200, "{\"queues\":[]}");
    private static final Reply AWAY = new Reply(503, "{\"code\":\"UNAVAILABLE\",\"detail\":\"its database is away\"}");
    private static final Reply DEFECT = new Reply(500, "{\"code\":\"INTERNAL\",\"detail\":\"a defect\"}");
    private static final Reply STRANGER = new Reply(401, "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"who are you\"}");

    private final ConcurrentLinkedQueue<Reply> claims = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Agent agent;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Reply reply = NOTHING;
            if (exchange.getRequestMethod().equals("POST")) {
                Reply next = claims.poll();
                if (next == null) {
                    agent.leave();
                }
                reply = next == null ? new Reply(204, "") : next;
            }
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        agent = new Agent(
                Server.open(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                plan -> JsonNodeFactory.instance.objectNode(),
                "a",
                "default",
                new Clearance(SecretKey.of("", Map.of()), Egress.LOCAL));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void outlastsADatabaseThatIsAwayAndWhateverElsePasses() throws Exception {
        for (Reply reply : new Reply[] {AWAY, new Reply(204, ""), DEFECT, AWAY, STRANGER}) {
            claims.add(reply);
        }
        agent.serve(Duration.ofMillis(5));
        assertThat(claims).isEmpty();
    }

    @Test
    void endsWhereItWasNeverServed() {
        claims.add(STRANGER);
        assertThatThrownBy(() -> agent.serve(Duration.ofMillis(5)))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("who are you");
    }
}
