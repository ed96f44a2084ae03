package dev.skep.thrift;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TType;

/** How values of one type travel. */
public interface Codec<T> {
    Codec<Boolean> BOOL = new ScalarCodec<>(TType.BOOL, ThriftReader::bool, ThriftWriter::bool);
    Codec<Byte> BYTE = new ScalarCodec<>(TType.BYTE, ThriftReader::i8, ThriftWriter::i8);
    Codec<Short> I16 = new ScalarCodec<>(TType.I16, ThriftReader::i16, ThriftWriter::i16);
    Codec<Integer> I32 = new ScalarCodec<>(TType.I32, ThriftReader::i32, ThriftWriter::i32);
    Codec<Long> I64 = new ScalarCodec<>(TType.I64, ThriftReader::i64, ThriftWriter::i64);
    Codec<Double> DOUBLE = new ScalarCodec<>(TType.DOUBLE, ThriftReader::f64, ThriftWriter::f64);
    Codec<String> STRING = new ScalarCodec<>(TType.STRING, ThriftReader::string, ThriftWriter::string);
    Codec<Bytes> BINARY = new ScalarCodec<>(TType.STRING, ThriftReader::binary, ThriftWriter::binary);
    Codec<NoValue> NO_VALUE = new ScalarCodec<>(TType.VOID, in -> NoValue.NO_VALUE, (out, value) -> {});

    /** The type in the header of a field or container; one of {@link TType}. */
    byte wireType();

    T read(ThriftReader in) throws TException;

    void write(ThriftWriter out, T value) throws TException;

    static <T> Codec<List<T>> list(Codec<T> element) {
        return new ListCodec<>(element, false);
    }

    /** A list whose peer knows it as a set. */
    static <T> Codec<List<T>> listAsSet(Codec<T> element) {
        return new ListCodec<>(element, true);
    }

    /** A list that is written element by element and closed afterwards. */
    static <T> Codec<Elements<T>> elements(Codec<T> element) {
        return new ElementsCodec<>(element);
    }

    static <T> Codec<Set<T>> set(Codec<T> element) {
        return new SetCodec<>(element);
    }

    static <K, V> Codec<Map<K, V>> map(Codec<K> key, Codec<V> value) {
        return new MapCodec<>(key, value);
    }

    /**
     * An enum as a value of its own. Unlike a field, it has no place to keep an unknown number in, so the stand-in
     * cannot be written.
     *
     * @param ofNumber the constant of a number
     */
    static <E extends Enum<E> & ThriftEnum> Codec<E> enumeration(EnumNumbers<E> ofNumber) {
        return new ScalarCodec<>(TType.I32, in -> ofNumber.of(in.i32()), (out, value) -> out.enumeration(value));
    }
}
