package dev.skep.server.front.hive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Stands between clients and a server, and keeps what each client sends. */
final class Recorder implements AutoCloseable {
    private final HiveServer server;
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<ByteArrayOutputStream> sent = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Thread acceptor = new Thread(this::accept, "recorder");

    Recorder(HiveServer server) throws IOException {
        this.server = server;
        acceptor.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** What each client has sent, after all of them have gone. */
    List<byte[]> recorded() throws InterruptedException, IOException {
        close();
        acceptor.join();
        for (Thread thread : threads) {
            thread.join();
        }
        return sent.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket behind = server.connect();
                ByteArrayOutputStream copy = new ByteArrayOutputStream();
                sent.add(copy);
                pump(client, behind, copy);
                pump(behind, client, OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // The door was closed: nobody else is awaited.
        }
    }

    private void pump(Socket from, Socket to, OutputStream copy) {
        Thread thread = new Thread(() -> {
            byte[] buffer = new byte[8 << 10];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    copy.write(buffer, 0, count);
                    to.getOutputStream().write(buffer, 0, count);
                }
            } catch (IOException e) {
                // One of the two has gone, which ends the other.
            }
        });
        threads.add(thread);
        thread.start();
    }
}
