package dev.skep.iceberg;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between clients and a server, and lets everything pass but chosen calls. Clients send one message after the other in
 * Thrift's binary form and wait for each reply, so what comes first after a reply is the beginning of a message.
 */
final class FaultyLink implements AutoCloseable {
    private static final int NAME_AT = 8;

    private final int serverPort;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<Plan> plan = new AtomicReference<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    FaultyLink(URI server) throws IOException {
        this.serverPort = server.getPort();
        start("faulty-link", this::accept);
    }

    enum Fault {
        /** The call never comes to the server, and the client is cut off. */
        LOSES_CALL,
        /** The server has answered, but the client is cut off instead. */
        LOSES_REPLY,
        /** The call never comes to the server, and the client hears nothing. */
        HOLDS_CALL
    }

    private record Plan(String method, Fault fault, AtomicInteger left, CountDownLatch done) {}

    URI uri() {
        return URI.create("thrift://127.0.0.1:" + door.getLocalPort());
    }

    /** What will become of the next call of a method, whoever makes it. */
    Awaited next(String method, Fault fault) {
        return next(method, fault, 1);
    }

    /** What will become of the next calls of a method. */
    Awaited next(String method, Fault fault, int times) {
        Plan next = new Plan(method, fault, new AtomicInteger(times), new CountDownLatch(times));
        plan.set(next);
        return () -> {
            if (!next.done().await(1, TimeUnit.MINUTES)) {
                throw new AssertionError("Nobody called " + method);
            }
        };
    }

    /** A fault that is to come. */
    @FunctionalInterface
    interface Awaited {
        /** Waits until it has happened. */
        void await() throws InterruptedException;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                AtomicReference<Optional<Plan>> broken = new AtomicReference<>(Optional.empty());
                start("calls", () -> calls(client, server, broken));
                start("replies", () -> replies(client, server, broken));
            }
        } catch (IOException e) {
            // The door was closed, or the server is down: nobody else is awaited, or everybody is turned away.
            if (!door.isClosed()) {
                accept();
            }
        }
    }

    private void calls(Socket client, Socket server, AtomicReference<Optional<Plan>> broken) {
        byte[] buffer = new byte[64 << 10];
        try (client;
                server) {
            InputStream in = client.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                Optional<Plan> now = planFor(buffer, count);
                if (now.isPresent()) {
                    switch (now.get().fault()) {
                        case LOSES_CALL -> {
                            now.get().done().countDown();
                            return;
                        }
                        case HOLDS_CALL -> {
                            now.get().done().countDown();
                            in.transferTo(java.io.OutputStream.nullOutputStream());
                            return;
                        }
                        case LOSES_REPLY -> broken.set(now);
                    }
                }
                server.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One of the two has gone, which ends the other.
        }
    }

    private static void replies(Socket client, Socket server, AtomicReference<Optional<Plan>> broken) {
        byte[] buffer = new byte[64 << 10];
        try (client;
                server) {
            InputStream in = server.getInputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                Optional<Plan> now = broken.get();
                if (now.isPresent()) {
                    now.get().done().countDown();
                    return;
                }
                client.getOutputStream().write(buffer, 0, count);
            }
        } catch (IOException e) {
            // One of the two has gone, which ends the other.
        }
    }

    private Optional<Plan> planFor(byte[] buffer, int count) {
        Plan next = plan.get();
        if (next == null || count <= NAME_AT + next.method().length()) {
            return Optional.empty();
        }
        boolean isCall = buffer[0] == (byte) 0x80
                && buffer[3] == 1
                && buffer[7] == next.method().length();
        String name = new String(buffer, NAME_AT, next.method().length(), StandardCharsets.US_ASCII);
        return isCall && name.equals(next.method()) && next.left().getAndDecrement() > 0
                ? Optional.of(next)
                : Optional.empty();
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
