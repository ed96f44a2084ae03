package dev.skep.inference.sample;

import dev.skep.inference.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip from memory, within a bound, and tells truncated from corrupt. */
final class Gzip {

    private Gzip() {}

    static boolean recognises(byte[] bytes) {
        return bytes.length >= 3 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b && bytes[2] == 8;
    }

    /**
     * @param stored the file, or its beginning
     * @param all whether {@code stored} is the whole file
     * @param most bytes to make at most
     */
    static Unpacked unpack(byte[] stored, boolean all, int most) throws UnreadableException {
        ByteArrayInputStream raw = new ByteArrayInputStream(stored);
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(most, 4 * stored.length + 64));
        byte[] buffer = new byte[16 << 10];
        try (GZIPInputStream in = new GZIPInputStream(raw, 4096)) {
            while (out.size() < most) {
                int n = in.read(buffer, 0, Math.min(buffer.length, most - out.size()));
                if (n < 0) {
                    return new Unpacked(out.toByteArray(), all, stored.length);
                }
                out.write(buffer, 0, n);
            }
            boolean complete = all && in.read() < 0;
            return new Unpacked(out.toByteArray(), complete, stored.length - raw.available());
        } catch (EOFException e) {
            if (all) {
                throw UnreadableException.truncated("its gzip stream ends before its end mark");
            }
            return new Unpacked(out.toByteArray(), false, stored.length);
        } catch (IOException e) {
            throw UnreadableException.corrupt("its gzip stream is damaged: " + e.getMessage());
        }
    }

    /** @param consumed how many stored bytes made {@code bytes} */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Unpacked(byte[] bytes, boolean complete, long consumed) {}
}
