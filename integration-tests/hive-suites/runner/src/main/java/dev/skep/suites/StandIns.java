package dev.skep.suites;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.implementation.bind.annotation.AllArguments;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/** What runs in place of methods of Hive's helpers; called from their classes. */
public final class StandIns {
    private static final Map<Integer, ServerSocket> DOORS = new ConcurrentHashMap<>();
    private static int port;

    private StandIns() {}

    static void set(int thriftPort) {
        port = thriftPort;
    }

    /** Points the configuration that is handed over at the server; a port that is wanted leads there too. */
    @RuntimeType
    public static Object start(@AllArguments @Nullable Object[] arguments) throws IOException {
        int answer = port;
        for (Object argument : arguments) {
            if (argument instanceof Configuration configuration) {
                configuration.set("hive.metastore.uris", "thrift://127.0.0.1:" + port);
                configuration.unset("metastore.thrift.uris");
            } else if (argument instanceof Integer wanted && wanted > 0) {
                openDoor(wanted);
                answer = wanted;
            }
        }
        return answer;
    }

    /** Of the metastores that a suite runs against, with their names first, keeps the one that is reached over Thrift. */
    public static void keepRemote(List<Object[]> metastores) {
        metastores.removeIf(each -> !"Cluster".equals(each[0]));
    }

    /** As {@code List.toArray()}, for a caller that takes the answer for an array of addresses. */
    public static Object[] uris(List<?> list) {
        return list.toArray(new URI[0]);
    }

    private static void openDoor(int wanted) throws IOException {
        if (!DOORS.containsKey(wanted)) {
            ServerSocket door = new ServerSocket(wanted, 50, InetAddress.getLoopbackAddress());
            DOORS.put(wanted, door);
            inBackground(() -> leadIn(door));
        }
    }

    private static void leadIn(ServerSocket door) throws IOException {
        while (true) {
            Socket client = door.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            inBackground(() -> carry(client, server));
            inBackground(() -> carry(server, client));
        }
    }

    private static void carry(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private static void inBackground(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One side has hung up.
                    }
                },
                "door");
        thread.setDaemon(true);
        thread.start();
    }

    /** Moves bytes until a side hangs up. */
    private interface Work {
        void run() throws IOException;
    }
}
