package dev.skep.server.front.hive.translation;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.Extras;
import dev.skep.thrift.StructCodec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;

/**
 * What is left of a wire record when all that the model names has been taken out of it: kept as compact Thrift, and laid
 * under the model on the way back.
 */
public final class Rest {
    private static final String FRONT = "hive";
    private static final int ONLY_A_STOP = 1;

    private Rest() {}

    /** @param rest the wire record without what the model names */
    public static <T> Extras keep(StructCodec<T> codec, T rest) {
        try {
            TMemoryBuffer buffer = new TMemoryBuffer(64);
            codec.write(new TCompactProtocol(buffer), rest);
            if (buffer.length() == ONLY_A_STOP) {
                return Extras.NONE;
            }
            byte[] bytes = new byte[buffer.length()];
            System.arraycopy(buffer.getArray(), 0, bytes, 0, bytes.length);
            return new Extras(Map.of(FRONT, Base64.getEncoder().encodeToString(bytes)));
        } catch (TException e) {
            throw new CatalogException(ErrorKind.INVALID, "A field cannot be kept: " + e.getMessage(), e);
        }
    }

    /** What was kept, if there was anything. */
    public static <T> Optional<T> of(StructCodec<T> codec, Extras extras) {
        String text = extras.byFront().get(FRONT);
        if (text == null) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Optional.of(codec.read(new TCompactProtocol(new TMemoryInputTransport(bytes))));
        } catch (TException | IllegalArgumentException e) {
            throw new CatalogException(ErrorKind.INTERNAL, "What was kept for Hive clients cannot be read", e);
        }
    }

    /** Whether nothing was kept. */
    public static boolean isEmpty(Extras extras) {
        return !extras.byFront().containsKey(FRONT);
    }

    /** The extras of an object that is replaced through this front: what other fronts keep stays. */
    public static Extras replace(Extras before, Extras after) {
        Map<String, String> byFront = new HashMap<>(before.byFront());
        byFront.remove(FRONT);
        byFront.putAll(after.byFront());
        return new Extras(byFront);
    }
}
