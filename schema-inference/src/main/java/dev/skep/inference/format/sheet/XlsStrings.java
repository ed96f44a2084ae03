package dev.skep.inference.format.sheet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that cells of a BIFF8 workbook share. Records are short, so the list goes on over several of them, and a text
 * that does so says anew there whether its characters take one byte or two.
 */
final class XlsStrings {

    private static final int MOST = 200_000;
    private static final int LONGEST = 256;
    private static final int WIDE = 1;
    private static final int PHONETIC = 4;
    private static final int RICH = 8;

    private final List<ByteBuffer> parts = new ArrayList<>();
    private int part;

    /** Takes the body of the first record, or of one that continues it. */
    void add(byte[] bytes, int from, int length) {
        parts.add(ByteBuffer.wrap(bytes, from, length).slice().order(ByteOrder.LITTLE_ENDIAN));
    }

    /** The texts, as far as the records go; long ones are cut. */
    List<String> read() {
        List<String> texts = new ArrayList<>();
        if (parts.isEmpty() || parts.get(0).remaining() < 8) {
            return texts;
        }
        parts.get(0).getInt();
        long count = Math.min(MOST, Integer.toUnsignedLong(parts.get(0).getInt()));
        while (texts.size() < count && has(3)) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        int length = Short.toUnsignedInt(current().getShort());
        int options = current().get();
        int runs =
                (options & RICH) != 0 && has(2) ? Short.toUnsignedInt(current().getShort()) : 0;
        long extra = (options & PHONETIC) != 0 && has(4)
                ? Integer.toUnsignedLong(current().getInt())
                : 0;
        StringBuilder text = new StringBuilder();
        boolean wide = (options & WIDE) != 0;
        for (int i = 0; i < length; i++) {
            if (current().remaining() < (wide ? 2 : 1)) {
                if (!nextPart()) {
                    break;
                }
                wide = current().hasRemaining() && (current().get() & WIDE) != 0;
                i--;
                continue;
            }
            char c = wide ? current().getChar() : (char) (current().get() & 0xff);
            if (text.length() < LONGEST) {
                text.append(c);
            }
        }
        skip(4L * runs + extra);
        return text.toString();
    }

    private void skip(long bytes) {
        long left = bytes;
        while (left > 0) {
            int step = (int) Math.min(left, current().remaining());
            current().position(current().position() + step);
            left -= step;
            if (left > 0 && !nextPart()) {
                return;
            }
        }
    }

    /** Whether so many bytes come next in one record, the next one included. */
    private boolean has(int bytes) {
        while (current().remaining() < bytes) {
            if (!nextPart()) {
                return false;
            }
        }
        return true;
    }

    private boolean nextPart() {
        if (part + 1 >= parts.size()) {
            return false;
        }
        part++;
        return true;
    }

    private ByteBuffer current() {
        return parts.get(part);
    }
}
