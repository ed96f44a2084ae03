package dev.skep.server.front.hive.wire;

import dev.skep.thrift.Limits;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * How the Thrift port behaves.
 *
 * @param address where to listen; port 0 for any free one
 * @param maxConnections how many connections are open at once; a further one takes the place of one that has rested for a
 *     minute, or is closed
 * @param maxBusy how many of them may be in the middle of a message or its answer, or are held by TLS or HTTP; a further one
 *     takes the place of one that has been waited for for a second, or is closed
 * @param maxFrame bytes of one message that a client may send, and of one framed reply
 * @param heap bytes of memory that the process has; messages hold a part of it
 * @param idleTimeout how long a connection may rest between two calls; zero for ever
 * @param stallTimeout how long a client may pause inside a message, its own or the reply it reads
 * @param handshakeTimeout how long a client that has begun to prove who it is, or must, may take for it
 * @param slowCall calls that take longer are logged
 * @param stopTimeout how long running calls may go on while the server stops
 * @param httpPath where messages come by HTTP on this port; begins with a slash
 * @param httpPort where HTTP is served, for those who bring it to this port; 0 if that is not known
 */
public record ThriftSettings(
        InetSocketAddress address,
        int maxConnections,
        int maxBusy,
        int maxFrame,
        long heap,
        Duration idleTimeout,
        Duration stallTimeout,
        Duration handshakeTimeout,
        Duration slowCall,
        Duration stopTimeout,
        String httpPath,
        int httpPort) {
    private static final int MAX_STRING = 32 << 20;

    /** The settings of a server that nobody has configured. */
    public static ThriftSettings at(InetSocketAddress address) {
        return new ThriftSettings(
                address,
                1_000,
                1_000,
                100 << 20,
                Runtime.getRuntime().maxMemory(),
                Duration.ofHours(6),
                Duration.ofMinutes(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                "/metastore",
                0);
    }

    /** What a message may hold. */
    public Limits limits() {
        return new Limits(maxFrame, Math.min(MAX_STRING, maxFrame), Limits.DEFAULT.elements(), Limits.DEFAULT.depth());
    }

    /** For those who bring HTTP to this port that is not meant for it. */
    String httpHint() {
        return "This is the Hive Thrift port, which takes Thrift messages at " + httpPath + "; other HTTP is served on "
                + (httpPort == 0 ? "http.port" : "port " + httpPort);
    }
}
