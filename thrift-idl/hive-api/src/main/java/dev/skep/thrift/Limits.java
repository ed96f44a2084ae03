package dev.skep.thrift;

import org.apache.thrift.TConfiguration;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TTransport;

/**
 * How much a peer may make us read.
 *
 * @param messageBytes bytes of one message; a transport enforces it, given {@link #configuration()}
 * @param stringBytes bytes of one string or binary value
 * @param elements elements of all containers of one message together, so that a few bytes cannot stand for much memory
 * @param depth structs and containers inside each other
 */
public record Limits(int messageBytes, int stringBytes, int elements, int depth) {
    public static final Limits DEFAULT = new Limits(100 << 20, 32 << 20, 8_000_000, 64);

    public Limits {
        if (messageBytes < 1 || stringBytes < 1 || elements < 1 || depth < 1) {
            throw new IllegalArgumentException("Every limit must be at least 1");
        }
    }

    /** These limits for the transports of libthrift. */
    public TConfiguration configuration() {
        return new TConfiguration(messageBytes, messageBytes, depth);
    }

    /** The binary protocol; messages without version header are read too, as the oldest clients send them. */
    public TProtocol binary(TTransport transport) {
        return new BoundedBinaryProtocol(transport, this);
    }

    /** The compact protocol. */
    public TProtocol compact(TTransport transport) {
        return new BoundedCompactProtocol(transport, this);
    }
}
