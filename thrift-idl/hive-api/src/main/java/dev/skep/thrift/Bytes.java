package dev.skep.thrift;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** An immutable sequence of bytes: Thrift's {@code binary}. */
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    public static Bytes copyOf(byte[] content) {
        return new Bytes(content.clone());
    }

    /** Takes over an array that nobody else holds. */
    static Bytes owning(byte[] content) {
        return new Bytes(content);
    }

    public int size() {
        return content.length;
    }

    public byte[] toByteArray() {
        return content.clone();
    }

    /** A read-only view, made without copying. */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /** The array itself, for those in this package who only read it. */
    byte[] shared() {
        return content;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return content.length + " bytes";
    }
}
