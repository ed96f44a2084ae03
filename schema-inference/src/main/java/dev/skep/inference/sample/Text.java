package dev.skep.inference.sample;

import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Reason;
import dev.skep.inference.UnreadableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sample as text: the beginning, held in memory, and parts from further on, which are fetched when they are asked for
 * and begin and end at line ends.
 */
public final class Text {

    /** What to tell where lines between rows are blank. */
    public static final Evidence BLANK_LINES = Evidence.warning(
            "blank lines", "Hive and Trino take each blank line for a row of nulls; Spark passes over them");

    /** Beyond this share of control characters the source is binary. */
    private static final double MOST_CONTROLS = 0.02;

    /** Control characters that delimit text, by Hive's custom or by their names in ASCII. */
    private static final String DELIMITERS = "\u0001\u0002\u001e\u001f";

    /** Characters of one part of a stream. */
    private static final int PART = 512 << 10;

    private final Body body;
    private final Charset encoding;
    private final Reason encodingReason;
    private final String head;
    private final String carry;
    private final long bytes;
    private boolean complete;

    private Text(Body body, Encodings.Guess encoding, String head, String carry) {
        this.body = body;
        this.encoding = encoding.charset();
        this.encodingReason = encoding.reason();
        this.head = head;
        this.carry = carry;
        int all = head.length() + carry.length();
        this.bytes = all == 0 ? 0 : Math.round((double) body.head().length * head.length() / all);
        this.complete = body.whole();
    }

    /** Decodes the head of a body. */
    public static Text of(Body body) throws UnreadableException {
        byte[] head = body.head();
        Encodings.Guess guess = Encodings.of(head, !body.whole());
        Charset encoding = guess.charset();
        String text = withoutMark(
                new String(head, 0, body.whole() ? head.length : wholeCharacters(head, encoding), encoding));
        refuseBinary(text);
        int end = body.whole() ? text.length() : text.lastIndexOf('\n') + 1;
        return end == 0
                ? new Text(body, guess, text, "")
                : new Text(body, guess, text.substring(0, end), text.substring(end));
    }

    /** The beginning; cut after a line end unless it is everything, or one line. */
    public String head() {
        return head;
    }

    public Charset encoding() {
        return encoding;
    }

    /** The decision on the encoding. */
    public Evidence encodingEvidence() {
        return encodingReason.of(Topic.ENCODING, "", encoding.name());
    }

    /** What to tell where a reader that takes every text for UTF-8 sees other letters. */
    public Optional<Evidence> encodingWarning() {
        boolean other = !encoding.equals(StandardCharsets.UTF_8) && !encoding.equals(StandardCharsets.US_ASCII);
        return other && !isWide()
                ? Optional.of(Evidence.warning(
                        "Trino misreads its letters",
                        "Trino takes " + encoding.name() + " for UTF-8, so it misreads letters beyond ASCII; convert it"
                                + " to UTF-8"))
                : Optional.empty();
    }

    /** Bytes that {@link #head} took up in the source, unpacked. */
    public long bytes() {
        return bytes;
    }

    /** Whether the parts follow the head and each other without a gap. */
    public boolean isGapless() {
        return body.whole() || body.later() instanceof Parts.Rest;
    }

    /** Whether all of the source has been handed out: known when the parts were read to their end. */
    public boolean isComplete() {
        return complete;
    }

    /** Whether characters take several bytes each, so that readers of lines cannot find the line ends. */
    public boolean isWide() {
        return Encodings.isWide(encoding);
    }

    /**
     * Parts from further on, each beginning and ending at a line end. To be read to the end, and once.
     *
     * @throws UncheckedIOException while iterating, if the source fails or is damaged
     */
    public Iterable<String> later() {
        return body.later() instanceof Parts.Rest rest
                ? () -> new Pieces(rest)
                : () -> ((Parts.Windows) body.later())
                        .windows().stream()
                                .filter(window -> !isWide())
                                .map(window -> window((Parts.Windows) body.later(), window))
                                .iterator();
    }

    private String window(Parts.Windows parts, Parts.Window window) {
        try {
            byte[] read = parts.source().read(window.offset(), window.length());
            byte[] lines = cutAfterLastLine(cutBeforeFirstLine(read));
            boolean western = encoding.equals(StandardCharsets.UTF_8) && !Encodings.isUtf8(lines, lines.length);
            return new String(lines, western ? Encodings.WESTERN : encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * All that may be read without a gap, from the beginning on; the caller closes it. {@link #isComplete} tells at its
     * end whether that was everything.
     */
    public Reader reader() throws IOException {
        if (!(body.later() instanceof Parts.Rest rest)) {
            return new StringReader(head + carry);
        }
        Parts.Stream stream = rest.open();
        Reader reader =
                new InputStreamReader(new SequenceInputStream(new ByteArrayInputStream(body.head()), stream), encoding);
        return new MarkSkipping(reader, stream);
    }

    /** Skips a byte order mark, and notes at the end whether the stream was everything. */
    private final class MarkSkipping extends Reader {
        private final Reader in;
        private final Parts.Stream stream;
        private boolean begun;

        MarkSkipping(Reader in, Parts.Stream stream) {
            this.in = in;
            this.stream = stream;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (!begun && n > 0 && buffer[offset] == '\uFEFF') {
                System.arraycopy(buffer, offset + 1, buffer, offset, --n);
                begun = true;
                return n == 0 ? read(buffer, offset, length) : n;
            }
            begun = true;
            complete = n < 0 && !stream.isCut();
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** The rest of a stream, cut at line ends; what follows the last one goes to the next piece. */
    private final class Pieces implements Iterator<String> {
        private final Parts.Stream stream;
        private final Reader reader;
        private final StringBuilder pending = new StringBuilder(carry);
        private final char[] buffer = new char[16 << 10];
        private @Nullable String next;
        private boolean ended;

        Pieces(Parts.Rest rest) {
            try {
                byte[] tail =
                        Arrays.copyOfRange(body.head(), wholeCharacters(body.head(), encoding), body.head().length);
                stream = rest.open();
                reader = new InputStreamReader(
                        new SequenceInputStream(new ByteArrayInputStream(tail), stream), encoding);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            next = fetch();
        }

        private @Nullable String fetch() {
            if (ended) {
                return null;
            }
            try {
                int n = 0;
                int end = -1;
                while (n >= 0 && (pending.length() < PART || end < 0)) {
                    n = reader.read(buffer, 0, buffer.length);
                    if (n > 0) {
                        pending.append(buffer, 0, n);
                        end = pending.length() >= PART ? pending.lastIndexOf("\n") : -1;
                    }
                    if (pending.length() > 16 * PART) {
                        end = pending.length() - 1; // a line of many MiB is no line
                    }
                }
                if (n < 0) {
                    ended = true;
                    reader.close();
                    complete = !stream.isCut();
                    // A stream that was cut ends within a row.
                    end = complete ? pending.length() - 1 : pending.lastIndexOf("\n");
                }
                String piece = pending.substring(0, end + 1);
                pending.delete(0, end + 1);
                return piece.isEmpty() ? null : piece;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public String next() {
            String piece = next;
            if (piece == null) {
                throw new NoSuchElementException();
            }
            next = fetch();
            return piece;
        }
    }

    /** Decodes a start for sniffing; what is no text comes out as empty. */
    public static String start(Sample sample) {
        return sample.finding(Start.class)
                .orElseGet(() -> sample.keep(new Start(decodedStart(sample))))
                .text();
    }

    private record Start(String text) {}

    private static String decodedStart(Sample sample) {
        byte[] start = sample.start();
        Charset encoding = Encodings.of(start, true).charset();
        String text = withoutMark(new String(start, 0, wholeCharacters(start, encoding), encoding));
        return controls(text) > MOST_CONTROLS * text.length() ? "" : text;
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == '\uFEFF' ? text.substring(1) : text;
    }

    /** Bytes without those of a character that is cut; known for Unicode, guessed by nothing else. */
    private static int wholeCharacters(byte[] bytes, Charset encoding) {
        if (Encodings.isWide(encoding)) {
            return bytes.length & (encoding.name().startsWith("UTF-16") ? ~1 : ~3);
        }
        if (!encoding.equals(StandardCharsets.UTF_8)) {
            return bytes.length;
        }
        int lead = bytes.length - 1;
        while (lead >= 0 && lead > bytes.length - 4 && (bytes[lead] & 0xc0) == 0x80) {
            lead--;
        }
        if (lead < 0 || bytes[lead] >= 0) {
            return bytes.length;
        }
        int b = bytes[lead] & 0xff;
        int length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc0 ? 2 : 1;
        return lead + length > bytes.length ? lead : bytes.length;
    }

    private static void refuseBinary(String text) throws UnreadableException {
        if (controls(text) > MOST_CONTROLS * text.length()) {
            throw UnreadableException.corrupt("it looks like text at first but goes on with binary data");
        }
    }

    /** Control characters that text does not have; some are delimiters or begin the colours of terminals. */
    private static int controls(String text) {
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean colour = c == '\u001b' && text.startsWith("[", i + 1);
            if ((c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && !colour && DELIMITERS.indexOf(c) < 0)
                    || c == 0x7f) {
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
