package dev.skep.thrift;

import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TType;

/** A list; on the wire possibly a set. */
record ListCodec<T>(Codec<T> element, boolean asSet) implements Codec<List<T>> {
    /** Longer lists grow as their elements arrive: a count is a claim. */
    static final int TRUSTED_COUNT = 64;

    @Override
    public byte wireType() {
        return asSet ? TType.SET : TType.LIST;
    }

    @Override
    public List<T> read(ThriftReader in) throws TException {
        int count = asSet ? in.setBegin(element.wireType()) : in.listBegin(element.wireType());
        List<T> list = new ArrayList<>(Math.min(count, TRUSTED_COUNT));
        for (int i = 0; i < count; i++) {
            list.add(element.read(in));
        }
        in.containerEnd();
        return List.copyOf(list);
    }

    @Override
    public void write(ThriftWriter out, List<T> list) throws TException {
        if (asSet) {
            out.setBegin(element.wireType(), list.size());
        } else {
            out.listBegin(element.wireType(), list.size());
        }
        for (T value : list) {
            element.write(out, value);
        }
        if (asSet) {
            out.setEnd();
        } else {
            out.listEnd();
        }
    }
}
