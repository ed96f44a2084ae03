package dev.skep.thrift;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.jspecify.annotations.Nullable;

/** Writes values in the form that one generation of Hive understands. Absent fields are not written. */
public final class ThriftWriter {
    private static final TStruct ANONYMOUS = new TStruct("");

    private final TProtocol out;
    private final Generation generation;

    public ThriftWriter(TProtocol out, Generation generation) {
        this.out = out;
        this.generation = generation;
    }

    public Generation generation() {
        return generation;
    }

    public void structBegin() throws TException {
        out.writeStructBegin(ANONYMOUS);
    }

    public void structEnd() throws TException {
        out.writeFieldStop();
        out.writeStructEnd();
    }

    public void bool(int id, @Nullable Boolean value) throws TException {
        if (value != null) {
            fieldBegin(TType.BOOL, id);
            out.writeBool(value);
            out.writeFieldEnd();
        }
    }

    public void i8(int id, @Nullable Byte value) throws TException {
        if (value != null) {
            fieldBegin(TType.BYTE, id);
            out.writeByte(value);
            out.writeFieldEnd();
        }
    }

    public void i16(int id, @Nullable Short value) throws TException {
        if (value != null) {
            fieldBegin(TType.I16, id);
            out.writeI16(value);
            out.writeFieldEnd();
        }
    }

    public void i32(int id, @Nullable Integer value) throws TException {
        if (value != null) {
            fieldBegin(TType.I32, id);
            out.writeI32(value);
            out.writeFieldEnd();
        }
    }

    public void i64(int id, @Nullable Long value) throws TException {
        if (value != null) {
            fieldBegin(TType.I64, id);
            out.writeI64(value);
            out.writeFieldEnd();
        }
    }

    public void f64(int id, @Nullable Double value) throws TException {
        if (value != null) {
            fieldBegin(TType.DOUBLE, id);
            out.writeDouble(value);
            out.writeFieldEnd();
        }
    }

    public void string(int id, @Nullable String value) throws TException {
        if (value != null) {
            fieldBegin(TType.STRING, id);
            out.writeString(value);
            out.writeFieldEnd();
        }
    }

    public void binary(int id, @Nullable Bytes value) throws TException {
        if (value != null) {
            fieldBegin(TType.STRING, id);
            binary(value);
            out.writeFieldEnd();
        }
    }

    /** An enum; an unrecognized number stands among the unknown fields and is written from there. */
    public void enumeration(int id, @Nullable ThriftEnum value) throws TException {
        if (value != null && value.recognized()) {
            i32(id, value.number());
        }
    }

    /** A list of enums; one with unrecognized numbers is written from the unknown fields. */
    public void enumerations(int id, @Nullable List<? extends ThriftEnum> values) throws TException {
        if (values != null && values.stream().allMatch(ThriftEnum::recognized)) {
            fieldBegin(TType.LIST, id);
            listBegin(TType.I32, values.size());
            for (ThriftEnum value : values) {
                out.writeI32(value.number());
            }
            listEnd();
            out.writeFieldEnd();
        }
    }

    /** A struct or container. */
    public <T> void field(int id, Codec<T> codec, @Nullable T value) throws TException {
        if (value != null) {
            fieldBegin(codec.wireType(), id);
            codec.write(this, value);
            out.writeFieldEnd();
        }
    }

    void bool(boolean value) throws TException {
        out.writeBool(value);
    }

    void i8(byte value) throws TException {
        out.writeByte(value);
    }

    void i16(short value) throws TException {
        out.writeI16(value);
    }

    void i32(int value) throws TException {
        out.writeI32(value);
    }

    void i64(long value) throws TException {
        out.writeI64(value);
    }

    void f64(double value) throws TException {
        out.writeDouble(value);
    }

    void string(String value) throws TException {
        out.writeString(value);
    }

    void binary(Bytes value) throws TException {
        out.writeBinary(ByteBuffer.wrap(value.shared()));
    }

    void enumeration(ThriftEnum value) throws TException {
        if (!value.recognized()) {
            throw new TProtocolException(
                    TProtocolException.INVALID_DATA, "An unrecognized enum number is not known any more");
        }
        out.writeI32(value.number());
    }

    void listBegin(byte element, int count) throws TException {
        out.writeListBegin(new TList(element, count));
    }

    void listEnd() throws TException {
        out.writeListEnd();
    }

    void setBegin(byte element, int count) throws TException {
        out.writeSetBegin(new TSet(element, count));
    }

    void setEnd() throws TException {
        out.writeSetEnd();
    }

    void mapBegin(byte key, byte value, int count) throws TException {
        out.writeMapBegin(new TMap(key, value, count));
    }

    void mapEnd() throws TException {
        out.writeMapEnd();
    }

    TProtocol protocol() {
        return out;
    }

    private void fieldBegin(byte type, int id) throws TException {
        out.writeFieldBegin(new TField("", type, (short) id));
    }
}
