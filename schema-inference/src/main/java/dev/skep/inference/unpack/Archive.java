package dev.skep.inference.unpack;

import dev.skep.inference.ByteSource;
import dev.skep.inference.UnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The directory at the end of a ZIP archive: offsets and numbers as the format's specification (APPNOTE 6.3) gives them. */
public final class Archive {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LARGEST_DIRECTORY = 4 << 20;
    private static final int MOST_ENTRIES = 10_000;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int UTF_8 = 1 << 11;
    private static final Charset OLD_NAMES = Charset.forName("IBM437");

    private Archive() {}

    /** A file in an archive. */
    public record Entry(String name, int method, int flags, long packed, long size, long header) {

        /** Whether it holds data: no folder, no file of the system that made the archive. */
        public boolean isData() {
            String last = name.substring(name.lastIndexOf('/') + 1);
            return !name.endsWith("/")
                    && size > 0
                    && !last.startsWith(".")
                    && !last.startsWith("_")
                    && !name.startsWith("__MACOSX/");
        }
    }

    public static boolean recognises(byte[] start) {
        return start.length >= 4
                && ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getInt(0) == LOCAL;
    }

    /** Whether entries are the parts of an office document, which is a file of its own kind. */
    public static boolean isDocument(List<Entry> entries) {
        return entries.stream().anyMatch(entry -> entry.name().equals("[Content_Types].xml"))
                || entries.stream().anyMatch(entry -> entry.name().equals("mimetype"));
    }

    /** All entries, in the order of the directory. */
    public static List<Entry> entries(ByteSource source) throws IOException, UnreadableException {
        long size = source.size();
        int tailLength = (int) Math.min(size, END_LENGTH + LONGEST_COMMENT);
        ByteBuffer tail =
                ByteBuffer.wrap(source.read(size - tailLength, tailLength)).order(ByteOrder.LITTLE_ENDIAN);
        int end = tail.limit() - END_LENGTH;
        while (end >= 0 && tail.getInt(end) != END) {
            end--;
        }
        if (end < 0) {
            throw UnreadableException.truncated("it begins as a zip archive but its directory is missing");
        }
        long length = Integer.toUnsignedLong(tail.getInt(end + 12));
        long offset = Integer.toUnsignedLong(tail.getInt(end + 16));
        if (offset + length > size || length > LARGEST_DIRECTORY) {
            throw UnreadableException.unsupported(
                    "the directory of its zip archive is too large or lies outside of it");
        }
        return entries(ByteBuffer.wrap(source.read(offset, (int) length)).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static List<Entry> entries(ByteBuffer directory) throws UnreadableException {
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at + ENTRY_LENGTH <= directory.limit() && directory.getInt(at) == ENTRY) {
            int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
            int extra = Short.toUnsignedInt(directory.getShort(at + 30));
            int comment = Short.toUnsignedInt(directory.getShort(at + 32));
            if (at + ENTRY_LENGTH + nameLength > directory.limit()) {
                throw UnreadableException.corrupt("the directory of its zip archive is damaged");
            }
            byte[] name = new byte[nameLength];
            directory.get(at + ENTRY_LENGTH, name);
            int flags = directory.getShort(at + 8);
            entries.add(new Entry(
                    new String(name, (flags & UTF_8) != 0 ? StandardCharsets.UTF_8 : OLD_NAMES),
                    directory.getShort(at + 10),
                    flags,
                    Integer.toUnsignedLong(directory.getInt(at + 20)),
                    Integer.toUnsignedLong(directory.getInt(at + 24)),
                    Integer.toUnsignedLong(directory.getInt(at + 42))));
            if (entries.size() > MOST_ENTRIES) {
                throw UnreadableException.tooLarge("its zip archive has more than " + MOST_ENTRIES + " files");
            }
            at += ENTRY_LENGTH + nameLength + extra + comment;
        }
        return entries;
    }

    /** The bytes of one entry, to be unpacked. */
    public static Packed open(ByteSource source, Entry entry) throws IOException, UnreadableException {
        if ((entry.flags() & ENCRYPTED) != 0) {
            throw UnreadableException.unsupported("the file " + entry.name() + " in its zip archive is encrypted");
        }
        if (entry.method() != STORED && entry.method() != DEFLATED) {
            throw UnreadableException.unsupported("the file " + entry.name()
                    + " in its zip archive is packed by method " + entry.method() + ", which is not supported");
        }
        ByteBuffer local =
                ByteBuffer.wrap(source.read(entry.header(), LOCAL_LENGTH)).order(ByteOrder.LITTLE_ENDIAN);
        if (local.limit() < LOCAL_LENGTH || local.getInt(0) != LOCAL) {
            throw UnreadableException.corrupt("its zip archive does not hold " + entry.name() + " where it says so");
        }
        long begin = entry.header()
                + LOCAL_LENGTH
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
        Codec codec = entry.method() == STORED ? Codec.ZIP_STORED : Codec.ZIP_DEFLATED;
        return new Packed(source, begin, entry.packed(), List.of(codec), entry.name());
    }

    /** What a name says of the kind of a file, for choosing among several. */
    public static String extension(Entry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
