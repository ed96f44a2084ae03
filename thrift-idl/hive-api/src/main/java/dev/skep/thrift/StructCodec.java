package dev.skep.thrift;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;

/** Reads and writes one struct, union or exception. */
public interface StructCodec<T> extends Codec<T> {
    @Override
    default byte wireType() {
        return TType.STRUCT;
    }

    /** Reads with the default limits. */
    default T read(TProtocol in) throws TException {
        return read(new ThriftReader(in, Limits.DEFAULT));
    }

    /** Writes in the newest form. */
    default void write(TProtocol out, T value) throws TException {
        write(new ThriftWriter(out, Generation.NEWEST), value);
    }
}
