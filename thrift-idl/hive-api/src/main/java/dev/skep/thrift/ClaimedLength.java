package dev.skep.thrift;

import java.io.ByteArrayOutputStream;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransport;

/** The length that stands before a string is a claim, and a socket cannot tell whether it is true. */
final class ClaimedLength {
    private static final int TRUSTED_BYTES = 64 << 10;

    private ClaimedLength() {}

    /** @throws TProtocolException if the length is negative, beyond the limit, or beyond the message's end */
    static int check(int length, int limit, TTransport transport) throws TException {
        if (length < 0) {
            throw new TProtocolException(TProtocolException.NEGATIVE_SIZE, "Negative string length " + length);
        }
        if (length > limit) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT,
                    "A string of " + length + " bytes is longer than the limit of " + limit);
        }
        transport.checkReadBytesAvailable(length);
        return length;
    }

    /** Reads that many bytes; memory for many is taken only as they arrive. */
    static byte[] read(int length, TTransport transport) throws TException {
        if (length <= TRUSTED_BYTES) {
            byte[] all = new byte[length];
            transport.readAll(all, 0, length);
            return all;
        }
        ByteArrayOutputStream collected = new ByteArrayOutputStream(TRUSTED_BYTES);
        byte[] part = new byte[TRUSTED_BYTES];
        for (int missing = length; missing > 0; ) {
            int size = Math.min(missing, part.length);
            transport.readAll(part, 0, size);
            collected.write(part, 0, size);
            missing -= size;
        }
        return collected.toByteArray();
    }
}
