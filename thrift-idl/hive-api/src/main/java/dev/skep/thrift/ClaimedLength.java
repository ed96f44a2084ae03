package dev.skep.thrift;

import java.util.Arrays;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.transport.TTransport;

/** The length that stands before a string is a claim, and a socket cannot tell whether it is true. */
final class ClaimedLength {
    private static final int TRUSTED_BYTES = 4 << 10;

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

    /** Reads that many bytes; of the memory for many, at most twice of what has arrived is taken before it arrives. */
    static byte[] read(int length, TTransport transport) throws TException {
        byte[] all = new byte[Math.min(length, TRUSTED_BYTES)];
        transport.readAll(all, 0, all.length);
        while (all.length < length) {
            int arrived = all.length;
            all = Arrays.copyOf(all, (int) Math.min(length, 2L * arrived));
            transport.readAll(all, arrived, all.length - arrived);
        }
        return all;
    }
}
