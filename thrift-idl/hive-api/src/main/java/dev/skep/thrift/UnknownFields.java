package dev.skep.thrift;

import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.apache.thrift.transport.TTransport;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a struct that have no component of their own, encoded in the binary protocol: those the IDL does not name,
 * those whose type on the wire is another one, and enum numbers that no constant has.
 *
 * <p>They are written before the named fields, so that a component set later wins. On a binary connection that is one
 * copy; on a compact one they are transcoded. Because any well-formed fields may stand here, a part of a struct that
 * many answers share can be encoded once, see {@link #encoded}.
 */
public final class UnknownFields {
    public static final UnknownFields NONE = new UnknownFields(Bytes.EMPTY);

    /** What was captured has passed a peer's limits already. */
    private static final Limits OWN_BYTES =
            new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final Bytes block;

    private UnknownFields(Bytes block) {
        this.block = block;
    }

    /**
     * The present fields of a value, encoded once and for all. A struct that has these as its unknown fields, and no
     * other, is written like the value itself.
     */
    public static <T> UnknownFields encoded(StructCodec<T> codec, T value, Generation generation) {
        try {
            TMemoryBuffer buffer = new TMemoryBuffer(256);
            codec.write(new ThriftWriter(new TBinaryProtocol(buffer), generation), value);
            return of(buffer, 1);
        } catch (TException e) {
            throw new IllegalArgumentException("Cannot be encoded: " + e.getMessage(), e);
        }
    }

    /** Fields as they stand in the binary protocol, without the stop that follows them. The bytes must be sound. */
    public static UnknownFields ofBlock(Bytes block) {
        return block.size() == 0 ? NONE : new UnknownFields(block);
    }

    public Bytes block() {
        return block;
    }

    public boolean isEmpty() {
        return block.size() == 0;
    }

    public void write(ThriftWriter out) throws TException {
        if (isEmpty()) {
            return;
        }
        if (out.protocol() instanceof TBinaryProtocol binary) {
            binary.getTransport().write(block.shared(), 0, block.size());
            return;
        }
        TTransport encoded = new TMemoryInputTransport(block.shared());
        ThriftReader in = new ThriftReader(new TBinaryProtocol(encoded), OWN_BYTES);
        while (encoded.getBytesRemainingInBuffer() > 0) {
            TField field = in.fieldBegin();
            out.protocol().writeFieldBegin(field);
            Transcoder.copy(in, out.protocol(), field.type);
            out.protocol().writeFieldEnd();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownFields fields && block.equals(fields.block);
    }

    @Override
    public int hashCode() {
        return block.hashCode();
    }

    @Override
    public String toString() {
        return block.toString();
    }

    private static UnknownFields of(TMemoryBuffer buffer, int dropped) {
        int size = buffer.length() - dropped;
        byte[] block = new byte[size];
        System.arraycopy(buffer.getArray(), 0, block, 0, size);
        return ofBlock(Bytes.owning(block));
    }

    /** Gathers unknown fields while a struct is read. */
    public static final class Collector {
        private @Nullable TMemoryBuffer buffer;

        /** Takes the field whose header was just read. */
        public void add(ThriftReader in, TField header) throws TException {
            TProtocol block = begin(header.type, header.id);
            Transcoder.copy(in, block, header.type);
        }

        /** The constant of an enum field; a number without one is kept. */
        public <E extends Enum<E> & ThriftEnum> E enumeration(ThriftReader in, TField header, EnumNumbers<E> numbers)
                throws TException {
            int number = in.i32();
            E value = numbers.of(number);
            if (!value.recognized()) {
                begin(TType.I32, header.id).writeI32(number);
            }
            return value;
        }

        /** The constants of a list of enums; if one number has none, the list is kept as it came. */
        public <E extends Enum<E> & ThriftEnum> List<E> enumerations(
                ThriftReader in, TField header, EnumNumbers<E> numbers) throws TException {
            List<Integer> raw = Codec.list(Codec.I32).read(in);
            List<E> values = new ArrayList<>(raw.size());
            raw.forEach(number -> values.add(numbers.of(number)));
            if (!values.stream().allMatch(ThriftEnum::recognized)) {
                Codec.list(Codec.I32).write(new ThriftWriter(begin(TType.LIST, header.id), Generation.NEWEST), raw);
            }
            return List.copyOf(values);
        }

        public UnknownFields fields() {
            return buffer == null ? NONE : of(buffer, 0);
        }

        private TProtocol begin(byte type, short id) throws TException {
            if (!Transcoder.isValue(type)) {
                throw new TProtocolException(TProtocolException.INVALID_DATA, "There is no type " + type);
            }
            TMemoryBuffer block = buffer;
            if (block == null) {
                block = new TMemoryBuffer(32);
                buffer = block;
            }
            TProtocol protocol = new TBinaryProtocol(block);
            protocol.writeFieldBegin(new TField("", type, id));
            return protocol;
        }
    }
}
