package dev.skep.server.front.hive.wire;

import dev.skep.thrift.Limits;
import java.util.function.Function;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TTransport;

/** Both directions of a connection whose framing is known. */
public record Wire(boolean framed, MessageInput input, TProtocol in, ReplyOutput output, TProtocol out) {
    static Wire of(Framing framing, MessageInput input, ReplyOutput output, Limits limits) {
        Function<TTransport, TProtocol> reading = framing.isCompact() ? limits::compact : limits::binary;
        TProtocol out = framing.isCompact() ? new TCompactProtocol(output) : new TBinaryProtocol(output);
        return new Wire(framing.isFramed(), input, reading.apply(input), output, out);
    }
}
