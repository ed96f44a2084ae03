package dev.skep.thrift;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TType;

/** A map, in the order of the wire. */
record MapCodec<K, V>(Codec<K> key, Codec<V> value) implements Codec<Map<K, V>> {
    @Override
    public byte wireType() {
        return TType.MAP;
    }

    @Override
    public Map<K, V> read(ThriftReader in) throws TException {
        int count = in.mapBegin(key.wireType(), value.wireType());
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            K k = key.read(in);
            map.put(k, value.read(in));
        }
        in.containerEnd();
        return Frozen.owningMap(map);
    }

    @Override
    public void write(ThriftWriter out, Map<K, V> map) throws TException {
        out.mapBegin(key.wireType(), value.wireType(), map.size());
        for (Map.Entry<K, V> entry : map.entrySet()) {
            key.write(out, entry.getKey());
            value.write(out, entry.getValue());
        }
        out.mapEnd();
    }
}
