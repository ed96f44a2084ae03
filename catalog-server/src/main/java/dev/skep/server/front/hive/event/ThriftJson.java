package dev.skep.server.front.hive.event;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.thrift.Generation;
import dev.skep.thrift.StructCodec;
import dev.skep.thrift.ThriftWriter;
import java.nio.charset.StandardCharsets;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.transport.TMemoryBuffer;

/** Wire records in Thrift's JSON protocol, as Hive puts objects into texts. */
final class ThriftJson {
    private final Generation generation;

    /** @param generation of the client that will read the text */
    ThriftJson(Generation generation) {
        this.generation = generation;
    }

    <T> String of(StructCodec<T> codec, T value) {
        try {
            TMemoryBuffer buffer = new TMemoryBuffer(1_024);
            codec.write(new ThriftWriter(new TJSONProtocol(buffer), generation), value);
            return new String(buffer.getArray(), 0, buffer.length(), StandardCharsets.UTF_8);
        } catch (TException e) {
            throw new CatalogException(ErrorKind.INTERNAL, "An object has no form in Thrift's JSON", e);
        }
    }
}
