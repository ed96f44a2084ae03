package dev.skep.inference.sample;

import dev.skep.inference.UnreadableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sample as text.
 *
 * @param head the beginning; cut after a line end unless it is everything
 * @param later parts from further on, each beginning and ending at a line end
 * @param bytes bytes that {@code head} took up in the source
 */
public record Text(String head, List<String> later, Charset encoding, long bytes) {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** Beyond this share of control characters the source is binary. */
    private static final double MOST_CONTROLS = 0.02;

    /** Decodes the body: by its byte order mark, else as UTF-8 if it is that, else as windows-1252. */
    public static Text of(Sample.Body body) throws UnreadableException {
        byte[] head = body.head();
        Charset encoding = encoding(head, body.whole());
        if (!body.whole() && !isWide(encoding)) {
            head = cutAfterLastLine(head);
        }
        String text = new String(head, encoding);
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text = text.substring(1);
        }
        refuseBinary(text);
        List<String> later = new ArrayList<>();
        if (!isWide(encoding)) {
            for (byte[] window : body.windows()) {
                later.add(new String(cutAfterLastLine(cutBeforeFirstLine(window)), encoding));
            }
        }
        return new Text(text, later, encoding, head.length);
    }

    /** Decodes a start for sniffing; what is no text comes out as empty. */
    public static String start(Sample sample) {
        byte[] start = sample.start();
        String text = new String(start, encoding(start, false));
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text = text.substring(1);
        }
        return controls(text) > MOST_CONTROLS * text.length() ? "" : text;
    }

    private static Charset encoding(byte[] bytes, boolean whole) {
        if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        // A cut may go through the middle of a character; leave its bytes out.
        int end = bytes.length;
        for (int back = 0; !whole && back < 4 && end > 0 && bytes[end - 1] < 0; back++) {
            end--;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, end));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return WESTERN;
        }
    }

    /** Whether characters take several bytes each, so that readers of lines cannot find the line ends. */
    public boolean isWide() {
        return isWide(encoding);
    }

    private static boolean isWide(Charset encoding) {
        return encoding.equals(StandardCharsets.UTF_16LE) || encoding.equals(StandardCharsets.UTF_16BE);
    }

    private static void refuseBinary(String text) throws UnreadableException {
        if (controls(text) > MOST_CONTROLS * text.length()) {
            throw UnreadableException.corrupt("it looks like text at first but goes on with binary data");
        }
    }

    /** Control characters that text does not have; ^A is a common delimiter, so it may stay. */
    private static int controls(String text) {
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\u0001') || c == 0x7f) {
                controls++;
            }
        }
        return controls;
    }

    private static byte[] cutAfterLastLine(byte[] bytes) {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '\n') {
                return Arrays.copyOf(bytes, i + 1);
            }
        }
        return bytes;
    }

    private static byte[] cutBeforeFirstLine(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return Arrays.copyOfRange(bytes, i + 1, bytes.length);
            }
        }
        return new byte[0];
    }
}
