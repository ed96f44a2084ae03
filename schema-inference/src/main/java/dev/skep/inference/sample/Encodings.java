package dev.skep.inference.sample;

import dev.skep.inference.Evidence.Rival;
import dev.skep.inference.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Tells the encoding of text: by its byte order mark, else by where its zeros are, else UTF-8 if it is that, else by the
 * frequencies of bytes.
 */
final class Encodings {

    static final Charset WESTERN = Charset.forName("windows-1252");

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    /** How often characters of UTF-8 must outnumber bytes that are none for a file to be damaged UTF-8. */
    private static final int DAMAGED = 10;

    /** Bytes beyond ASCII that statistics need. */
    private static final int ENOUGH = 12;

    private Encodings() {}

    /** An encoding, and why it is that. */
    record Guess(Charset charset, Reason reason) {

        private static Guess marked(Charset charset) {
            return new Guess(charset, Reason.stated("it begins with the byte order mark of that"));
        }
    }

    /** @param cut whether the bytes may end within a character */
    static Guess of(byte[] bytes, boolean cut) {
        if (begins(bytes, 0xff, 0xfe, 0, 0)) {
            return Guess.marked(UTF_32LE);
        }
        if (begins(bytes, 0, 0, 0xfe, 0xff)) {
            return Guess.marked(UTF_32BE);
        }
        if (begins(bytes, 0xff, 0xfe)) {
            return Guess.marked(StandardCharsets.UTF_16LE);
        }
        if (begins(bytes, 0xfe, 0xff)) {
            return Guess.marked(StandardCharsets.UTF_16BE);
        }
        return withZeros(bytes)
                .map(charset -> new Guess(
                        charset,
                        new Reason(
                                0.95,
                                "its zeros stand where those of that encoding do",
                                new Rival("UTF-8", 0.05, "whose text has no zeros"),
                                null)))
                .orElseGet(() -> withoutZeros(bytes, cut));
    }

    /** Whether characters take several bytes each, so that readers of lines cannot find the line ends. */
    static boolean isWide(Charset encoding) {
        return encoding.name().startsWith("UTF-16") || encoding.name().startsWith("UTF-32");
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Text in four bytes a character has two zeros in every character; mostly Western text in two bytes has one in many, and
     * always at the same place.
     */
    private static Optional<Charset> withZeros(byte[] bytes) {
        int most = Math.min(bytes.length, 4096) & ~3;
        int[] zeros = new int[4];
        for (int i = 0; i < most; i++) {
            zeros[i & 3] += bytes[i] == 0 ? 1 : 0;
        }
        int quarter = most / 4;
        if (quarter < 2) {
            return Optional.empty();
        }
        if (zeros[2] == quarter && zeros[3] == quarter && zeros[0] < quarter) {
            return Optional.of(UTF_32LE);
        }
        if (zeros[0] == quarter && zeros[1] == quarter && zeros[3] < quarter) {
            return Optional.of(UTF_32BE);
        }
        int even = zeros[0] + zeros[2];
        int odd = zeros[1] + zeros[3];
        if (odd >= quarter && even == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return even >= quarter && odd == 0 ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static Guess withoutZeros(byte[] bytes, boolean cut) {
        // A cut may go through the middle of a character; leave its bytes out.
        int end = bytes.length;
        for (int back = 0; cut && back < 4 && end > 0 && bytes[end - 1] < 0; back++) {
            end--;
        }
        int ascii = ascii(bytes, end);
        if (ascii == end) {
            Rival same = new Rival(WESTERN.name(), 0.5, "which has the same characters so far");
            return new Guess(StandardCharsets.UTF_8, new Reason(0.9, "all its bytes are ASCII", same, null));
        }
        String first = String.format(Locale.ROOT, "byte 0x%02X at offset %,d", bytes[ascii] & 0xff, ascii);
        if (begins(bytes, 0xef, 0xbb, 0xbf) && isUtf8(bytes, end)) {
            return Guess.marked(StandardCharsets.UTF_8);
        }
        if (isUtf8(bytes, end)) {
            Rival western = new Rival(WESTERN.name(), 0.02, "in which such sequences make no sense");
            return new Guess(
                    StandardCharsets.UTF_8,
                    new Reason(
                            0.98, "all its bytes beyond ASCII, first " + first + ", are valid in it", western, null));
        }
        if (isDamagedUtf8(bytes, end)) {
            Rival western = new Rival(WESTERN.name(), 0.1, "although some bytes are not valid");
            return new Guess(
                    StandardCharsets.UTF_8,
                    new Reason(
                            0.9,
                            "nearly all its bytes beyond ASCII, first " + first + ", are valid in it",
                            western,
                            null));
        }
        Rival utf8 = new Rival(StandardCharsets.UTF_8.name(), 0.1, "refused by what follows " + first);
        return statistical(bytes, end)
                .map(charset ->
                        new Guess(charset, new Reason(0.7, "its bytes are as frequent as in texts in it", utf8, null)))
                .orElseGet(() -> new Guess(
                        WESTERN, new Reason(0.6, "its bytes beyond ASCII are too few to tell more", utf8, null)));
    }

    /** Where the first byte beyond ASCII is. */
    private static int ascii(byte[] bytes, int end) {
        int ascii = 0;
        while (ascii < end && bytes[ascii] >= 0) {
            ascii++;
        }
        return ascii;
    }

    static boolean isUtf8(byte[] bytes, int end) {
        int ascii = ascii(bytes, end);
        if (ascii == end) {
            return true;
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, ascii, end - ascii));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A byte or two gone wrong do not make another encoding of a text full of UTF-8. */
    private static boolean isDamagedUtf8(byte[] bytes, int end) {
        int good = 0;
        int bad = 0;
        int i = 0;
        while (i < end) {
            int b = bytes[i] & 0xff;
            int length = b < 0x80
                    ? 1
                    : b >= 0xc2 && b < 0xe0 ? 2 : b >= 0xe0 && b < 0xf0 ? 3 : b >= 0xf0 && b < 0xf5 ? 4 : 0;
            boolean whole = length > 0 && i + length <= end;
            for (int j = 1; whole && j < length; j++) {
                whole = (bytes[i + j] & 0xc0) == 0x80;
            }
            if (!whole) {
                bad++;
                i++;
            } else {
                good += length > 1 ? 1 : 0;
                i += length;
            }
        }
        return good >= DAMAGED * bad && good > 0;
    }

    private static Optional<Charset> statistical(byte[] bytes, int end) {
        int beyond = 0;
        for (int i = 0; i < end && beyond < ENOUGH; i++) {
            beyond += bytes[i] < 0 ? 1 : 0;
        }
        if (beyond < ENOUGH) {
            return Optional.empty();
        }
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(end, 256 << 10));
        detector.dataEnd();
        String name = detector.getDetectedCharset();
        try {
            return name == null || name.startsWith("UTF") || name.equals("US-ASCII")
                    ? Optional.empty()
                    : Optional.of(Charset.forName(name));
        } catch (UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }
}
