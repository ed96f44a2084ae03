package dev.skep.benchmarks;

import dev.skep.thrift.Generation;
import dev.skep.thrift.Limits;
import dev.skep.thrift.ServiceMethod;
import dev.skep.thrift.ThriftException;
import dev.skep.thrift.ThriftReader;
import dev.skep.thrift.ThriftWriter;
import java.net.URI;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TSocket;

/** A connection as every Hive client opens it by default: unframed, binary. For one thread. */
final class ThriftConnection implements AutoCloseable {
    private static final int LARGEST_REPLY = 1 << 30;
    private static final int TIMEOUT_MILLIS = 600_000;

    private final TSocket socket;
    private final TProtocol protocol;
    private int sequence;

    /** @param server such as {@code thrift://127.0.0.1:9083} */
    ThriftConnection(URI server) throws TException {
        TConfiguration limits = TConfiguration.custom()
                .setMaxMessageSize(LARGEST_REPLY)
                .setMaxFrameSize(LARGEST_REPLY)
                .build();
        socket = new TSocket(limits, server.getHost(), server.getPort(), TIMEOUT_MILLIS);
        socket.open();
        protocol = new TBinaryProtocol(socket);
    }

    /** Sends a call and reads the whole answer. */
    <A, R> R call(ServiceMethod<?, ?, A, R> method, A arguments) throws TException, ThriftException {
        sequence++;
        protocol.writeMessageBegin(new TMessage(method.name(), TMessageType.CALL, sequence));
        method.arguments().write(new ThriftWriter(protocol, Generation.NEWEST), arguments);
        protocol.writeMessageEnd();
        protocol.getTransport().flush();

        TMessage reply = protocol.readMessageBegin();
        if (reply.type == TMessageType.EXCEPTION) {
            TApplicationException refusal = TApplicationException.readFrom(protocol);
            protocol.readMessageEnd();
            throw refusal;
        }
        R result = method.readReply(new ThriftReader(protocol, Limits.DEFAULT));
        protocol.readMessageEnd();
        return result;
    }

    @Override
    public void close() {
        socket.close();
    }
}
