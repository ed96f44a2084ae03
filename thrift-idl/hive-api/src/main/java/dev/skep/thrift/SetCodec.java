package dev.skep.thrift;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TType;

/** A set, in the order of the wire. */
record SetCodec<T>(Codec<T> element) implements Codec<Set<T>> {
    @Override
    public byte wireType() {
        return TType.SET;
    }

    @Override
    public Set<T> read(ThriftReader in) throws TException {
        int count = in.setBegin(element.wireType());
        Set<T> set = new LinkedHashSet<>();
        for (int i = 0; i < count; i++) {
            set.add(element.read(in));
        }
        in.containerEnd();
        return Frozen.owningSet(set);
    }

    @Override
    public void write(ThriftWriter out, Set<T> set) throws TException {
        out.setBegin(element.wireType(), set.size());
        for (T value : set) {
            element.write(out, value);
        }
        out.setEnd();
    }
}
