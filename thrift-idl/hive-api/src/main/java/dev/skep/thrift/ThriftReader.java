package dev.skep.thrift;

import java.nio.ByteBuffer;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of one message, within limits. What breaks a limit or contradicts the IDL is a
 * {@link TProtocolException}; nothing is allocated on the strength of a count alone.
 */
public final class ThriftReader {
    // About what values take in memory, beside the bytes that came for them: few bytes can stand for much.
    private static final int NUMBER = 24;
    private static final int TEXT = 64;
    private static final int CONTAINER = 64;
    private static final int STRUCT = 128;

    private static final int TAKEN_AT_ONCE = 16 << 10;

    private final TProtocol in;
    private final Limits limits;
    private final Allowance memory;
    private int depth;
    private long elements;
    private int untaken;

    public ThriftReader(TProtocol in, Limits limits) {
        this(in, limits, Allowance.UNLIMITED);
    }

    /** @param memory for the values that are made, beside the bytes that come */
    public ThriftReader(TProtocol in, Limits limits, Allowance memory) {
        this.in = in;
        this.limits = limits;
        this.memory = memory;
    }

    public void structBegin() throws TException {
        descend();
        make(STRUCT);
        in.readStructBegin();
    }

    public void structEnd() throws TException {
        in.readStructEnd();
        depth--;
    }

    /** The next field's header; of type {@code STOP} after the last field. */
    public TField fieldBegin() throws TException {
        return in.readFieldBegin();
    }

    public boolean bool() throws TException {
        return in.readBool();
    }

    public byte i8() throws TException {
        make(NUMBER);
        return in.readByte();
    }

    public short i16() throws TException {
        make(NUMBER);
        return in.readI16();
    }

    public int i32() throws TException {
        make(NUMBER);
        return in.readI32();
    }

    public long i64() throws TException {
        make(NUMBER);
        return in.readI64();
    }

    public double f64() throws TException {
        make(NUMBER);
        return in.readDouble();
    }

    public String string() throws TException {
        make(TEXT);
        return in.readString();
    }

    public Bytes binary() throws TException {
        make(TEXT);
        ByteBuffer buffer = in.readBinary();
        byte[] content = new byte[buffer.remaining()];
        buffer.get(content);
        return Bytes.owning(content);
    }

    /** The number of elements that follow; {@link #containerEnd()} comes after them. */
    public int listBegin(byte element) throws TException {
        TList list = in.readListBegin();
        return containerBegin(list.size, list.elemType == element);
    }

    public int setBegin(byte element) throws TException {
        TSet set = in.readSetBegin();
        return containerBegin(set.size, set.elemType == element);
    }

    public int mapBegin(byte key, byte value) throws TException {
        TMap map = in.readMapBegin();
        return containerBegin(map.size, map.keyType == key && map.valueType == value);
    }

    public void containerEnd() {
        depth--;
    }

    /** A required field's value. */
    public <T> T required(@Nullable T value, String field) throws TException {
        if (value == null) {
            throw new TProtocolException(TProtocolException.INVALID_DATA, "Required field " + field + " is missing");
        }
        return value;
    }

    /** The protocol below, for copying what has no type of its own. */
    TProtocol protocol() {
        return in;
    }

    void descend() throws TException {
        if (++depth > limits.depth()) {
            throw new TProtocolException(
                    TProtocolException.DEPTH_LIMIT, "Values are nested deeper than " + limits.depth());
        }
    }

    void ascend() {
        depth--;
    }

    /** Counts what a container announces. */
    int announced(int count) throws TException {
        if (count < 0) {
            throw new TProtocolException(TProtocolException.NEGATIVE_SIZE, "Negative count " + count);
        }
        elements += count;
        if (elements > limits.elements()) {
            throw new TProtocolException(
                    TProtocolException.SIZE_LIMIT,
                    "A message has more than " + limits.elements() + " elements in its containers");
        }
        return count;
    }

    private int containerBegin(int count, boolean asDeclared) throws TException {
        if (count != 0 && !asDeclared) {
            throw new TProtocolException(
                    TProtocolException.INVALID_DATA, "The elements of a container are not of the declared type");
        }
        descend();
        make(CONTAINER);
        return announced(count);
    }

    private void make(int bytes) throws TException {
        untaken += bytes;
        if (untaken >= TAKEN_AT_ONCE) {
            memory.take(untaken);
            untaken = 0;
        }
    }
}
