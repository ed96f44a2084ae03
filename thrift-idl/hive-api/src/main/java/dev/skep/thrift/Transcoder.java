package dev.skep.thrift;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolException;
import org.apache.thrift.protocol.TSet;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/** Copies a value of any type from one protocol to another. */
final class Transcoder {
    private static final TStruct ANONYMOUS = new TStruct("");

    private Transcoder() {}

    /** Is this the type of a value, and not a stop or nonsense? */
    static boolean isValue(byte type) {
        return switch (type) {
            case TType.BOOL,
                    TType.BYTE,
                    TType.I16,
                    TType.I32,
                    TType.I64,
                    TType.DOUBLE,
                    TType.STRING,
                    TType.STRUCT,
                    TType.MAP,
                    TType.SET,
                    TType.LIST,
                    TType.UUID -> true;
            default -> false;
        };
    }

    static void copy(ThriftReader in, TProtocol out, byte type) throws TException {
        TProtocol from = in.protocol();
        switch (type) {
            case TType.BOOL -> out.writeBool(from.readBool());
            case TType.BYTE -> out.writeByte(from.readByte());
            case TType.I16 -> out.writeI16(from.readI16());
            case TType.I32 -> out.writeI32(from.readI32());
            case TType.I64 -> out.writeI64(from.readI64());
            case TType.DOUBLE -> out.writeDouble(from.readDouble());
            case TType.STRING -> copyText(from, out);
            case TType.UUID -> out.writeUuid(from.readUuid());
            case TType.STRUCT -> copyStruct(in, out);
            case TType.MAP -> copyMap(in, out);
            case TType.SET -> {
                TSet set = from.readSetBegin();
                out.writeSetBegin(set);
                copyElements(in, out, in.announced(set.size), set.elemType);
                out.writeSetEnd();
            }
            case TType.LIST -> {
                TList list = from.readListBegin();
                out.writeListBegin(list);
                copyElements(in, out, in.announced(list.size), list.elemType);
                out.writeListEnd();
            }
            default -> throw new TProtocolException(TProtocolException.INVALID_DATA, "There is no type " + type);
        }
    }

    /** Bytes and texts look alike where they come from, but not in JSON; a text is by far the likelier. */
    private static void copyText(TProtocol from, TProtocol out) throws TException {
        if (out instanceof TJSONProtocol) {
            out.writeString(from.readString());
        } else {
            out.writeBinary(from.readBinary());
        }
    }

    private static void copyStruct(ThriftReader in, TProtocol out) throws TException {
        in.structBegin();
        out.writeStructBegin(ANONYMOUS);
        for (TField field = in.fieldBegin(); field.type != TType.STOP; field = in.fieldBegin()) {
            out.writeFieldBegin(field);
            copy(in, out, field.type);
            out.writeFieldEnd();
        }
        out.writeFieldStop();
        out.writeStructEnd();
        in.structEnd();
    }

    private static void copyMap(ThriftReader in, TProtocol out) throws TException {
        TMap map = in.protocol().readMapBegin();
        out.writeMapBegin(map);
        in.descend();
        int count = in.announced(map.size);
        for (int i = 0; i < count; i++) {
            copy(in, out, map.keyType);
            copy(in, out, map.valueType);
        }
        in.ascend();
        out.writeMapEnd();
    }

    private static void copyElements(ThriftReader in, TProtocol out, int count, byte type) throws TException {
        in.descend();
        for (int i = 0; i < count; i++) {
            copy(in, out, type);
        }
        in.ascend();
    }
}
