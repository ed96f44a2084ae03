package dev.skep.thrift;

import org.apache.thrift.TException;

/** A value without parts. */
record ScalarCodec<T>(byte wireType, Reading<T> reading, Writing<T> writing) implements Codec<T> {
    @Override
    public T read(ThriftReader in) throws TException {
        return reading.read(in);
    }

    @Override
    public void write(ThriftWriter out, T value) throws TException {
        writing.write(out, value);
    }

    interface Reading<T> {
        T read(ThriftReader in) throws TException;
    }

    interface Writing<T> {
        void write(ThriftWriter out, T value) throws TException;
    }
}
