package dev.skep.inference.format.sheet;

import dev.skep.inference.ByteSource;
import dev.skep.inference.UnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Streams of a compound file, in which old office documents are kept; offsets are those of MS-CFB. */
final class CompoundFile {

    private static final int HEADER = 512;
    private static final int ENTRY = 128;
    private static final int IN_HEADER = 109;
    private static final int LAST = -2;
    private static final int MOST_ENTRIES = 4_096;

    private final ByteSource source;
    private final int most;
    private final int sectorSize;
    private final int miniSize;
    private final int miniCutoff;
    private final int[] fat;
    private final int[] miniFat;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private byte[] miniStream = new byte[0];

    private record Entry(int start, long size) {}

    /** @param most bytes of one stream that are read at most */
    CompoundFile(ByteSource source, int most) throws IOException, UnreadableException {
        this.source = source;
        this.most = most;
        ByteBuffer header = little(source.read(0, HEADER));
        if (header.limit() < HEADER) {
            throw UnreadableException.truncated("it ends within the header of its compound file");
        }
        int shift = header.getShort(30);
        int miniShift = header.getShort(32);
        if (shift < 7 || shift > 16 || miniShift < 4 || miniShift > shift) {
            throw UnreadableException.corrupt("its compound file claims sectors of 2^" + shift + " bytes");
        }
        sectorSize = 1 << shift;
        miniSize = 1 << miniShift;
        miniCutoff = header.getInt(56);
        fat = fat(header);
        miniFat = numbers(chain(header.getInt(60), most));
        ByteBuffer directory = little(chain(header.getInt(48), MOST_ENTRIES * ENTRY));
        for (int at = 0; at + ENTRY <= directory.limit(); at += ENTRY) {
            entry(directory, at);
        }
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The beginning of a stream, or all of it; empty if there is none of this name. */
    byte[] stream(String name) throws IOException, UnreadableException {
        Entry entry = entries.get(name);
        if (entry == null) {
            return new byte[0];
        }
        int length = (int) Math.min(entry.size(), most);
        byte[] bytes = entry.size() < miniCutoff ? miniChain(entry.start(), length) : chain(entry.start(), length);
        return bytes.length <= length ? bytes : java.util.Arrays.copyOf(bytes, length);
    }

    private void entry(ByteBuffer directory, int at) throws IOException, UnreadableException {
        int nameLength = Math.min(64, Math.max(0, directory.getShort(at + 64) - 2));
        byte[] name = new byte[nameLength];
        directory.get(at, name);
        Entry entry = new Entry(directory.getInt(at + 116), Integer.toUnsignedLong(directory.getInt(at + 120)));
        int type = directory.get(at + 66);
        if (type == 5) {
            miniStream = chain(entry.start(), (int) Math.min(entry.size(), most));
        } else if (type == 2) {
            entries.putIfAbsent(new String(name, StandardCharsets.UTF_16LE), entry);
        }
    }

    private int[] fat(ByteBuffer header) throws IOException, UnreadableException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long sectors = source.size() / sectorSize + 1;
        long left = Math.min(Integer.toUnsignedLong(header.getInt(44)), sectors);
        for (int i = 0; i < IN_HEADER && left > 0; i++, left--) {
            bytes.writeBytes(sector(header.getInt(76 + 4 * i)));
        }
        int next = header.getInt(68);
        for (long seen = 0; left > 0 && next >= 0 && seen < sectors; seen++) {
            ByteBuffer more = little(sector(next));
            for (int i = 0; i < sectorSize / 4 - 1 && left > 0; i++, left--) {
                bytes.writeBytes(sector(more.getInt(4 * i)));
            }
            next = more.getInt(sectorSize - 4);
            if (bytes.size() > most) {
                throw UnreadableException.tooLarge("the table of its compound file is above the limit");
            }
        }
        return numbers(bytes.toByteArray());
    }

    private byte[] chain(int start, int length) throws IOException, UnreadableException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int sector = start;
        for (int seen = 0; sector >= 0 && sector != LAST && bytes.size() < length; seen++) {
            if (sector >= fat.length || seen > fat.length) {
                throw UnreadableException.corrupt("a stream of its compound file leads to sector " + sector + " of "
                        + fat.length + ", or in a circle");
            }
            bytes.writeBytes(sector(sector));
            sector = fat[sector];
        }
        return bytes.toByteArray();
    }

    private byte[] miniChain(int start, int length) throws UnreadableException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int sector = start;
        for (int seen = 0; sector >= 0 && bytes.size() < length; seen++) {
            long from = (long) sector * miniSize;
            if (sector >= miniFat.length || seen > miniFat.length || from + miniSize > miniStream.length) {
                throw UnreadableException.corrupt(
                        "a short stream of its compound file leads out of it, or in a circle");
            }
            bytes.write(miniStream, (int) from, miniSize);
            sector = miniFat[sector];
        }
        return bytes.toByteArray();
    }

    private byte[] sector(int number) throws IOException, UnreadableException {
        long from = (number + 1L) * sectorSize;
        if (number < 0 || from >= source.size()) {
            throw UnreadableException.truncated(
                    "its compound file refers to sector " + number + ", which is not there");
        }
        byte[] bytes = source.read(from, sectorSize);
        return bytes.length == sectorSize ? bytes : java.util.Arrays.copyOf(bytes, sectorSize);
    }

    private static int[] numbers(byte[] bytes) {
        int[] numbers = new int[bytes.length / 4];
        little(bytes).asIntBuffer().get(numbers);
        return numbers;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
