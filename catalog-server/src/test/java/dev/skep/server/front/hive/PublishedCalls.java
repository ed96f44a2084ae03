package dev.skep.server.front.hive;

import dev.skep.server.front.hive.PublishedClient.Form;
import dev.skep.server.front.hive.PublishedClient.Library;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Calls as bytes, their arguments written by the published classes of one release. */
final class PublishedCalls {
    private static final String SERVICE = "org.apache.hadoop.hive.metastore.api.ThriftHiveMetastore$";
    private static final String BASE_SERVICE = "com.facebook.fb303.FacebookService$";
    private static final int BINARY_CALL = 0x80010001;
    private static final byte COMPACT_ID = (byte) 0x82;
    private static final byte COMPACT_CALL = 1 | (1 << 5);
    private static final int FRAME_HEADER = 4;

    private final Library library;

    PublishedCalls(Library library) {
        this.library = library;
    }

    /** A call with these arguments, each by the name of its field. */
    byte[] call(Form form, String method, Map<String, ?> arguments) throws ReflectiveOperationException {
        Object struct = type(method).getConstructor().newInstance();
        for (Map.Entry<String, ?> argument : arguments.entrySet()) {
            PublishedClient.set(struct, argument.getKey(), argument.getValue());
        }
        return message(form, method, bytes(form, struct));
    }

    /** A struct with some fields set. */
    Object struct(String name, Map<String, ?> fields) throws ReflectiveOperationException {
        return library.struct(name, fields);
    }

    /** The arguments of a method alone. */
    byte[] arguments(Form form, String method, SampleArguments sample) throws ReflectiveOperationException {
        return bytes(form, Objects.requireNonNull(sample.full(type(method), 0, true)));
    }

    /** A message around arguments that are written, whatever they are. */
    static byte[] message(Form form, String method, byte[] arguments) {
        byte[] name = method.getBytes(StandardCharsets.UTF_8);
        ByteBuffer message = ByteBuffer.allocate(2 * FRAME_HEADER + 16 + name.length + arguments.length);
        if (isFramed(form)) {
            message.putInt(0);
        }
        if (isBinary(form)) {
            message.putInt(BINARY_CALL).putInt(name.length).put(name).putInt(1);
        } else {
            // Lengths below 128 are one byte; no method has a longer name.
            message.put(COMPACT_ID)
                    .put(COMPACT_CALL)
                    .put((byte) 1)
                    .put((byte) name.length)
                    .put(name);
        }
        message.put(arguments);
        if (isFramed(form)) {
            message.putInt(0, message.position() - FRAME_HEADER);
        }
        byte[] bytes = new byte[message.position()];
        message.flip().get(bytes);
        return bytes;
    }

    /** One after the other. */
    static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        parts.forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    private Class<?> type(String method) throws ClassNotFoundException {
        try {
            return library.load(SERVICE + method + "_args");
        } catch (ClassNotFoundException e) {
            return library.load(BASE_SERVICE + method + "_args");
        }
    }

    private byte[] bytes(Form form, Object struct) throws ReflectiveOperationException {
        String protocol = isBinary(form) ? "TBinaryProtocol" : "TCompactProtocol";
        Object factory = library.load("org.apache.thrift.protocol." + protocol + "$Factory")
                .getConstructor()
                .newInstance();
        Object serializer = library.load("org.apache.thrift.TSerializer")
                .getConstructor(library.load("org.apache.thrift.protocol.TProtocolFactory"))
                .newInstance(factory);
        Method serialize = serializer.getClass().getMethod("serialize", library.load("org.apache.thrift.TBase"));
        return (byte[]) serialize.invoke(serializer, struct);
    }

    private static boolean isBinary(Form form) {
        return form == Form.BINARY || form == Form.FRAMED_BINARY;
    }

    private static boolean isFramed(Form form) {
        return form == Form.FRAMED_BINARY || form == Form.FRAMED_COMPACT;
    }
}
