package dev.skep.thrift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransport;

/** The compact protocol, allocating for a long string only as its bytes arrive. */
final class BoundedCompactProtocol extends TCompactProtocol {
    private static final int MORE_FOLLOWS = 0x80;
    private static final int BITS = 0x7f;

    private final int stringBytes;

    BoundedCompactProtocol(TTransport transport, Limits limits) {
        super(transport, limits.stringBytes(), limits.elements());
        this.stringBytes = limits.stringBytes();
    }

    @Override
    public String readString() throws TException {
        return new String(ClaimedLength.read(length(), getTransport()), StandardCharsets.UTF_8);
    }

    @Override
    public ByteBuffer readBinary() throws TException {
        return ByteBuffer.wrap(ClaimedLength.read(length(), getTransport()));
    }

    private int length() throws TException {
        int length = 0;
        for (int shift = 0; shift < Integer.SIZE; shift += 7) {
            byte part = readByte();
            length |= (part & BITS) << shift;
            if ((part & MORE_FOLLOWS) == 0) {
                return ClaimedLength.check(length, stringBytes, getTransport());
            }
        }
        throw new TProtocolException(TProtocolException.INVALID_DATA, "A length has too many bytes");
    }
}
