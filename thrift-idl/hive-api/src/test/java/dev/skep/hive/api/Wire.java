package dev.skep.hive.api;

import dev.skep.thrift.Codec;
import dev.skep.thrift.Generation;
import dev.skep.thrift.Limits;
import dev.skep.thrift.ThriftReader;
import dev.skep.thrift.ThriftWriter;
import java.util.Arrays;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/** The two protocols, and our codecs over them. */
enum Wire {
    BINARY("org.apache.thrift.protocol.TBinaryProtocol$Factory"),
    COMPACT("org.apache.thrift.protocol.TCompactProtocol$Factory");

    /** The class that makes this protocol in any version of the library. */
    final String factory;

    Wire(String factory) {
        this.factory = factory;
    }

    /** Reads a value that must fill the bytes exactly. */
    <T> T read(Codec<T> codec, byte[] bytes) throws TException {
        return read(bytes, codec::read);
    }

    <T> T read(byte[] bytes, Reading<T> reading) throws TException {
        TMemoryInputTransport transport = new TMemoryInputTransport(Limits.DEFAULT.configuration(), bytes);
        TProtocol protocol = this == BINARY ? Limits.DEFAULT.binary(transport) : Limits.DEFAULT.compact(transport);
        T value = reading.read(new ThriftReader(protocol, Limits.DEFAULT));
        if (transport.getBytesRemainingInBuffer() != 0) {
            throw new AssertionError(transport.getBytesRemainingInBuffer() + " bytes were not read");
        }
        return value;
    }

    <T> byte[] write(Codec<T> codec, T value, Generation generation) throws TException {
        return write(generation, out -> codec.write(out, value));
    }

    byte[] write(Generation generation, Writing writing) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(256);
        TProtocol protocol = this == BINARY ? new TBinaryProtocol(buffer) : new TCompactProtocol(buffer);
        writing.write(new ThriftWriter(protocol, generation));
        return Arrays.copyOf(buffer.getArray(), buffer.length());
    }

    /** Bytes that no codec of ours would write. */
    byte[] writeRaw(RawWriting writing) throws TException {
        TMemoryBuffer buffer = new TMemoryBuffer(256);
        TProtocol protocol = this == BINARY ? new TBinaryProtocol(buffer) : new TCompactProtocol(buffer);
        protocol.writeStructBegin(new TStruct(""));
        writing.write(protocol);
        return Arrays.copyOf(buffer.getArray(), buffer.length());
    }

    interface RawWriting {
        void write(TProtocol out) throws TException;
    }

    interface Reading<T> {
        T read(ThriftReader in) throws TException;
    }

    interface Writing {
        void write(ThriftWriter out) throws TException;
    }
}
