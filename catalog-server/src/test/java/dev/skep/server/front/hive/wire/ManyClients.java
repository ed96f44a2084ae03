package dev.skep.server.front.hive.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process with very many connections to a Thrift port, since one process may not have both ends of them. For each line it
 * reads it goes one step further, and says so by a line: all are open; all have called and been answered alike.
 */
final class ManyClients {
    private ManyClients() {}

    /** @param arguments the port and how many */
    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[1]);
        List<Socket> all = new ArrayList<>();
        while (all.size() < count) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
            socket.setSoTimeout(60_000);
            all.add(socket);
        }
        step("open");
        byte[] first = call(all.get(0));
        for (Socket socket : all) {
            byte[] answer = call(socket);
            if (answer.length == 0 || !Arrays.equals(first, answer)) {
                throw new IOException("Another answer of " + answer.length + " bytes");
            }
        }
        step("answered");
    }

    private static void step(String done) throws IOException {
        System.out.println(done);
        if (System.in.read() < 0) {
            System.exit(0);
        }
    }

    /** An answer is short, so it comes in one piece. */
    private static byte[] call(Socket socket) throws IOException {
        socket.getOutputStream().write(message());
        byte[] answer = new byte[512];
        return Arrays.copyOf(answer, Math.max(0, socket.getInputStream().read(answer)));
    }

    private static byte[] message() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        byte[] name = "get_all_databases".getBytes(StandardCharsets.US_ASCII);
        out.writeInt(0x80010001);
        out.writeInt(name.length);
        out.write(name);
        out.writeInt(7);
        out.writeByte(0);
        return bytes.toByteArray();
    }
}
