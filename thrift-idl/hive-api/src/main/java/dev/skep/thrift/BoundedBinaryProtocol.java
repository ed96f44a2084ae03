package dev.skep.thrift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TTransport;

/** The binary protocol, allocating for a long string only as its bytes arrive. */
final class BoundedBinaryProtocol extends TBinaryProtocol {
    private final int stringBytes;

    BoundedBinaryProtocol(TTransport transport, Limits limits) {
        super(transport, limits.stringBytes(), limits.elements(), false, true);
        this.stringBytes = limits.stringBytes();
    }

    @Override
    public String readString() throws TException {
        int length = length();
        if (getTransport().getBytesRemainingInBuffer() >= length) {
            String text = new String(
                    getTransport().getBuffer(), getTransport().getBufferPosition(), length, StandardCharsets.UTF_8);
            getTransport().consumeBuffer(length);
            return text;
        }
        return new String(ClaimedLength.read(length, getTransport()), StandardCharsets.UTF_8);
    }

    @Override
    public String readStringBody(int length) throws TException {
        return new String(ClaimedLength.read(length, getTransport()), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        return ByteBuffer.wrap(ClaimedLength.read(length(), getTransport()));
    }

    private int length() throws TException {
        return ClaimedLength.check(readI32(), stringBytes, getTransport());
    }
}
