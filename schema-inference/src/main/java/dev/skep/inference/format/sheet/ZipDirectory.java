package dev.skep.inference.format.sheet;

import dev.skep.inference.ByteSource;
import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The files of a zip archive by its directory; offsets are those of APPNOTE 4.3. */
public final class ZipDirectory {

    private static final byte[] BEGIN = {'P', 'K', 3, 4};
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int LARGEST = 4 << 20;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final ByteSource source;
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(boolean encrypted, int method, long packed, long header) {}

    /** @throws UnreadableException if the end or the directory is not where it should be */
    public ZipDirectory(ByteSource source) throws IOException, UnreadableException {
        this.source = source;
        int length = (int) Math.min(source.size(), END_LENGTH + LONGEST_COMMENT);
        ByteBuffer tail = little(source.read(source.size() - length, length));
        int end = tail.limit() - END_LENGTH;
        while (end >= 0 && tail.getInt(end) != END) {
            end--;
        }
        if (end < 0) {
            throw UnreadableException.truncated("it begins as a zip archive but its directory is missing");
        }
        long size = Integer.toUnsignedLong(tail.getInt(end + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
        if (size > LARGEST || offset + size > source.size()) {
            throw UnreadableException.corrupt("the directory of its zip archive is too large or lies outside of it");
        }
        read(little(source.read(offset, (int) size)));
    }

    /** The bytes that every archive with a file in it begins with. */
    public static byte[] magic() {
        return BEGIN.clone();
    }

    public boolean has(String name) {
        return entries.containsKey(name);
    }

    /** Opens a file that the archive has; the caller closes it. */
    InputStream open(String name) throws IOException, UnreadableException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw UnreadableException.corrupt("its zip archive has no " + name);
        }
        if (entry.encrypted() || (entry.method() != STORED && entry.method() != DEFLATED)) {
            throw UnreadableException.unsupported("its part " + name + " is encrypted or packed in an unusual way");
        }
        ByteBuffer local = little(source.read(entry.header(), LOCAL_LENGTH));
        if (local.limit() < LOCAL_LENGTH || local.getInt(0) != LOCAL) {
            throw UnreadableException.corrupt("its zip archive does not hold " + name + " where it says so");
        }
        long from = entry.header()
                + LOCAL_LENGTH
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        long length = Math.max(0, Math.min(entry.packed(), source.size() - from));
        InputStream packed = source.open(Math.min(from, source.size()), length);
        return entry.method() == STORED ? packed : new Deflated(packed);
    }

    private void read(ByteBuffer directory) throws UnreadableException {
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            if (at + ENTRY_LENGTH + nameLength > directory.limit()) {
                throw UnreadableException.corrupt("the directory of its zip archive is damaged");
            }
            byte[] name = new byte[nameLength];
            directory.get(at + ENTRY_LENGTH, name);
            entries.putIfAbsent(
                    new String(name, StandardCharsets.UTF_8),
                    new Entry(
                            (directory.getShort(at + 8) & 1) != 0,
                            directory.getShort(at + 10),
                            Integer.toUnsignedLong(directory.getInt(at + 20)),
                            Integer.toUnsignedLong(directory.getInt(at + 42))));
            at += ENTRY_LENGTH
                    + nameLength
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Gives the native memory of its inflater back when it is closed. */
    private static final class Deflated extends InflaterInputStream {
        Deflated(InputStream packed) {
            super(packed, new Inflater(true));
        }

        @Override
        public void close() throws IOException {
            super.close();
            inf.end();
        }
    }
}
