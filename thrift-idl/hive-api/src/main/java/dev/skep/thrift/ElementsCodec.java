package dev.skep.thrift;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TType;

/** A list that is written element by element. */
record ElementsCodec<T>(Codec<T> element) implements Codec<Elements<T>> {
    @Override
    public byte wireType() {
        return TType.LIST;
    }

    @Override
    public Elements<T> read(ThriftReader in) throws TException {
        return Elements.of(new ListCodec<>(element, false).read(in));
    }

    @Override
    public void write(ThriftWriter out, Elements<T> elements) throws TException {
        try (elements) {
            int count = elements.size();
            out.listBegin(element.wireType(), count);
            int written = 0;
            for (T value : elements) {
                if (written++ == count) {
                    break;
                }
                element.write(out, value);
            }
            if (written != count) {
                throw new IllegalStateException("A sequence of " + count + " elements yielded "
                        + (written < count ? String.valueOf(written) : "more"));
            }
            out.listEnd();
        }
    }
}
