package dev.skep.thrift;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransport;

/**
 * The binary protocol, allocating for a long string only as its bytes arrive: a length is a claim, and an unframed
 * socket cannot tell whether it is true.
 */
final class BoundedBinaryProtocol extends TBinaryProtocol {
    private static final int TRUSTED_BYTES = 64 << 10;

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
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public String readStringBody(int length) throws TException {
        return new String(bytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        return ByteBuffer.wrap(bytes(length()));
    }

    private int length() throws TException {
        int length = readI32();
        if (length < 0) {
            throw new TProtocolException(TProtocolException.NEGATIVE_SIZE, "Negative string length " + length);
        }
        if (length > stringBytes) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT,
                    "A string of " + length + " bytes is longer than the limit of " + stringBytes);
        }
        getTransport().checkReadBytesAvailable(length);
        return length;
    }

    private byte[] bytes(int length) throws TException {
        if (length <= TRUSTED_BYTES) {
            byte[] all = new byte[length];
            getTransport().readAll(all, 0, length);
            return all;
        }
        ByteArrayOutputStream collected = new ByteArrayOutputStream(TRUSTED_BYTES);
        byte[] part = new byte[TRUSTED_BYTES];
        for (int missing = length; missing > 0; ) {
            int size = Math.min(missing, part.length);
            getTransport().readAll(part, 0, size);
            collected.write(part, 0, size);
            missing -= size;
        }
        return collected.toByteArray();
    }
}
