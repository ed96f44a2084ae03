package dev.skep.server.front.hive.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LobbyTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final BlockingQueue<Connection> calling = new LinkedBlockingQueue<>();
    private final BlockingQueue<Connection> gone = new LinkedBlockingQueue<>();
    private final List<Socket> clients = new ArrayList<>();
    private ServerSocket door;

    @BeforeEach
    void open() throws IOException {
        door = ServerSocketChannel.open().socket();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        door.close();
    }

    @Test
    void handsOnWhoeverSendsAndTakesThemBack() throws Exception {
        try (Lobby lobby = lobby(LONG)) {
            Connection silent = connection();
            Connection calls = connection();
            lobby.admit(silent);
            for (int i = 0; i < 3; i++) {
                lobby.admit(calls);
                clients.get(1).getOutputStream().write(1);
                assertThat(calling.poll(10, TimeUnit.SECONDS)).isSameAs(calls);
                assertThat(calls.channel().isBlocking()).isTrue();
                calls.channel().socket().getInputStream().read();
            }
            assertThat(calling).isEmpty();
            assertThat(gone).isEmpty();
            silent.end();
        }
    }

    @Test
    void handsOnWhoeverEnds() throws Exception {
        try (Lobby lobby = lobby(LONG)) {
            Connection ends = connection();
            lobby.admit(ends);
            clients.get(0).close();
            assertThat(calling.poll(10, TimeUnit.SECONDS)).isSameAs(ends);
        }
    }

    @Test
    void dismissesWhoeverHasRestedLongest() throws Exception {
        try (Lobby lobby = lobby(LONG)) {
            Connection first = connection();
            Connection second = connection();
            lobby.admit(first);
            lobby.admit(second);
            assertThat(lobby.dismissOne(LONG)).isFalse();
            assertThat(lobby.dismissOne(Duration.ZERO)).isTrue();
            assertThat(gone.poll(10, TimeUnit.SECONDS)).isSameAs(first);
            assertThat(first.isOpen()).isFalse();
            assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
            assertThat(second.isOpen()).isTrue();
            assertThat(lobby.dismissOne(Duration.ZERO)).isTrue();
            assertThat(lobby.dismissOne(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void closesWhoeverRestsTooLong() throws Exception {
        try (Lobby lobby = lobby(Duration.ofMillis(1))) {
            Connection rests = connection();
            lobby.admit(rests);
            assertThat(gone.poll(10, TimeUnit.SECONDS)).isSameAs(rests);
            assertThat(clients.get(0).getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void noticesWhoWasClosedByOthers() throws Exception {
        try (Lobby lobby = lobby(LONG)) {
            Connection closed = connection();
            lobby.admit(closed);
            closed.abort();
            lobby.lookRound();
            assertThat(gone.poll(10, TimeUnit.SECONDS)).isSameAs(closed);
        }
    }

    @Test
    void closesWhomNobodyCanHearAndHandsOnTheOthers() throws Exception {
        AtomicBoolean exhausted = new AtomicBoolean(true);
        try (Lobby lobby = new Lobby(
                LONG,
                connection -> {
                    if (exhausted.getAndSet(false)) {
                        throw new OutOfMemoryError("no thread, in a test");
                    }
                    calling.add(connection);
                },
                gone::add)) {
            List<Connection> both = List.of(connection(), connection());
            for (Socket client : clients) {
                client.getOutputStream().write(1);
            }
            both.forEach(lobby::admit);
            lobby.start();
            Connection closed = gone.poll(10, TimeUnit.SECONDS);
            assertThat(closed).isIn(both);
            assertThat(closed.isOpen()).isFalse();
            assertThat(calling.poll(10, TimeUnit.SECONDS)).isIn(both).isNotSameAs(closed);
        }
    }

    private Lobby lobby(Duration idle) throws IOException {
        Lobby lobby = new Lobby(idle, calling::add, gone::add);
        lobby.start();
        return lobby;
    }

    private Connection connection() throws IOException {
        clients.add(new Socket(door.getInetAddress(), door.getLocalPort()));
        return new Connection(
                door.accept(),
                ThriftSettings.at(new InetSocketAddress(0)),
                Entrance.OPEN,
                access -> {
                    throw new AssertionError("Nobody is answered here");
                },
                new MessageMemory(1 << 20, Duration.ofSeconds(1)),
                new TurnedAway(ThriftMeter.NONE));
    }
}
