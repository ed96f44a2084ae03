package dev.skep.inference.sample;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Compression;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bounded view of a source: a small start for sniffing, and a body that is read when a text reader asks for it.
 * Whole-file compression is taken off. Used by one thread.
 */
public final class Sample {

    private static final int START = 64 << 10;

    private final ByteSource source;
    private final Limits limits;
    private final Compression compression;
    private final byte[] start;
    private @Nullable Body body;

    private Sample(ByteSource source, Limits limits, Compression compression, byte[] start) {
        this.source = source;
        this.limits = limits;
        this.compression = compression;
        this.start = start;
    }

    /** Reads the start of a source. */
    public static Sample of(ByteSource source, Limits limits) throws IOException, UnreadableException {
        byte[] stored = source.read(0, START);
        if (!Gzip.recognises(stored)) {
            return new Sample(source, limits, Compression.NONE, stored);
        }
        Gzip.Unpacked unpacked = Gzip.unpack(stored, stored.length == source.size(), START);
        return new Sample(source, limits, Compression.GZIP, unpacked.bytes());
    }

    public ByteSource source() {
        return source;
    }

    public Limits limits() {
        return limits;
    }

    public Compression compression() {
        return compression;
    }

    /** The first 64 KiB after unpacking, or all if there is less. */
    public byte[] start() {
        return start;
    }

    /** Whether the unpacked source begins with these bytes. */
    public boolean startsWith(byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    /** The part of the source that may be read, unpacked. */
    public Body body() throws IOException, UnreadableException {
        Body read = body;
        if (read == null) {
            read = compression == Compression.GZIP ? unpackedBody() : plainBody();
            body = read;
        }
        return read;
    }

    private Body plainBody() throws IOException {
        long size = source.size();
        if (size <= limits.whole()) {
            return new Body(source.read(0, (int) size), true, List.of(), size);
        }
        List<byte[]> windows = new ArrayList<>();
        windows.add(source.read(size / 2, limits.window()));
        windows.add(source.read(size - limits.window(), limits.window()));
        return new Body(source.read(0, limits.head()), false, windows, size);
    }

    private Body unpackedBody() throws IOException, UnreadableException {
        byte[] stored = source.read(0, limits.whole());
        Gzip.Unpacked unpacked = Gzip.unpack(stored, stored.length == source.size(), limits.unpacked());
        long estimate = unpacked.complete()
                ? unpacked.bytes().length
                : Math.round((double) unpacked.bytes().length * source.size() / Math.max(1, unpacked.consumed()));
        return new Body(unpacked.bytes(), unpacked.complete(), List.of(), estimate);
    }

    /**
     * Unpacked bytes of a source.
     *
     * @param head the beginning
     * @param whole whether {@code head} is everything
     * @param windows further parts from the middle and the end, cut anywhere; empty if {@code whole}
     * @param size unpacked size in bytes, an estimate if compressed and not whole
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record Body(byte[] head, boolean whole, List<byte[]> windows, long size) {}
}
