package dev.skep.inference.sample;

import dev.skep.inference.ByteSource;
import dev.skep.inference.Compression;
import dev.skep.inference.Limits;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.unpack.Codec;
import dev.skep.inference.unpack.Packed;
import dev.skep.inference.unpack.Unpacking;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A bounded view of a source: a small start for sniffing, and a body that is read when a text reader asks for it.
 * Whole-file compression is taken off. Used by one thread.
 */
public final class Sample {

    private static final int START = 64 << 10;
    private static final int LEAST_HEAD = 16 << 10;

    private final ByteSource source;
    private final Limits limits;
    private final @Nullable Packed packed;
    private final String name;
    private final byte[] start;
    private final Map<Class<?>, Object> findings = new HashMap<>();
    private @Nullable Body body;

    private Sample(ByteSource source, Limits limits, @Nullable Packed packed, String name, byte[] start) {
        this.source = source;
        this.limits = limits;
        this.packed = packed;
        this.name = name;
        this.start = start;
    }

    /** Reads the start of a source. */
    public static Sample of(ByteSource source, Limits limits) throws IOException, UnreadableException {
        byte[] stored = source.read(0, START);
        Packed packed = Packed.of(source, stored).orElse(null);
        return packed == null
                ? new Sample(source, limits, null, source.name(), stored)
                : of(packed.unwrapped(), limits);
    }

    /** Reads the start of what is packed in a source. */
    public static Sample of(Packed packed, Limits limits) throws IOException {
        try (Unpacking in = packed.open()) {
            byte[] start = in.readNBytes(START);
            boolean whole = start.length < START;
            Sample sample = new Sample(packed.source(), limits, packed, packed.inner(), start);
            if (whole) {
                sample.body = new Body(start, true, Parts.none(), start.length);
            }
            return sample;
        }
    }

    /** The source as it is stored. */
    public ByteSource source() {
        return source;
    }

    /** What the source is called: inside an archive, what its file is called. */
    public String name() {
        return name;
    }

    public Limits limits() {
        return limits;
    }

    public Compression compression() {
        return packed == null ? Compression.NONE : packed.compression();
    }

    /** How the source is packed, the outermost first; none if it is not. */
    public List<Codec> codecs() {
        return packed == null ? List.of() : packed.codecs();
    }

    /** The first 64 KiB after unpacking, or all if there is less. */
    public byte[] start() {
        return start;
    }

    /** Whether more may follow the start. */
    public boolean isStartCut() {
        return start.length >= START;
    }

    /** Whether the unpacked source begins with these bytes. */
    public boolean startsWith(byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    /** What {@link #keep} was given of a kind. */
    public <T> Optional<T> finding(Class<T> kind) {
        return Optional.ofNullable(kind.cast(findings.get(kind)));
    }

    /** Keeps what was found out, so that it need not be found out again: one finding of a kind. */
    public <T> T keep(T finding) {
        findings.put(finding.getClass(), finding);
        return finding;
    }

    /** The part of the source that may be read, unpacked. */
    public Body body() throws IOException, UnreadableException {
        Body read = body;
        if (read == null) {
            read = packed == null ? plainBody() : unpackedBody(packed);
            body = read;
        }
        return read;
    }

    private Body plainBody() throws IOException {
        long size = source.size();
        if (size == start.length) {
            return new Body(start, true, Parts.none(), size);
        }
        if (size <= limits.whole()) {
            return new Body(source.read(0, (int) size), true, Parts.none(), size);
        }
        if (limits.exact()) {
            return new Body(source.read(0, limits.head()), false, Parts.rest(source, limits.head()), size);
        }
        long budget = Math.min(limits.sampled(), (long) (limits.share() * size));
        int head = (int) Math.min(limits.head(), Math.max(LEAST_HEAD, budget / 6));
        return new Body(source.read(0, head), false, Parts.spread(source, head, budget - head), size);
    }

    private Body unpackedBody(Packed wrapped) throws IOException {
        try (Unpacking in = wrapped.open()) {
            long most = Math.min(limits.unpacked(), (long) limits.ratio() * wrapped.length());
            byte[] head = in.readNBytes((int) Math.max(START, Math.min(limits.head(), most)));
            if (head.length < limits.head() && in.read() < 0) {
                return new Body(head, true, Parts.none(), head.length);
            }
            long estimate = Math.round((double) head.length * wrapped.length() / Math.max(1, in.consumed()));
            return new Body(head, false, Parts.rest(wrapped, head.length, most, limits.ratio()), estimate);
        }
    }
}
