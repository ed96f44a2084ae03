package dev.skep.server.front.hive.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the requests of one connection. Strict, because what two readers understand differently can be smuggled past one of
 * them: lines end with CR LF, lengths are said once, nothing is folded.
 */
public final class HttpRequests {
    private static final int MAX_HEAD = 64 << 10;
    private static final int MAX_HEADERS = 100;
    private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,20}) (/[!-~]*) HTTP/1\\.([01])");
    private static final Pattern HEADER = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

    private final InputStream in;
    private final long maxBody;

    /** @param in buffered; where reading blocks, time must be limited by whoever owns it */
    public HttpRequests(InputStream in, long maxBody) {
        this.in = in;
        this.maxBody = maxBody;
    }

    /**
     * Reads a head.
     *
     * @return empty if the connection ended before it
     * @throws HttpRefusal if it is none, or announces what is not understood or too much
     */
    public Optional<HttpRequest> next() throws IOException, HttpRefusal {
        HttpLines lines = new HttpLines(in, MAX_HEAD);
        Optional<String> first = lines.first();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Matcher line = REQUEST_LINE.matcher(first.get());
        if (!line.matches()) {
            throw new HttpRefusal(400, "This is no request of HTTP/1.1");
        }
        Map<String, String> headers = headers(lines);
        int minorVersion = Integer.parseInt(line.group(3));
        if (minorVersion > 0 && !headers.containsKey("host")) {
            throw new HttpRefusal(400, "The header Host is missing");
        }
        String target = line.group(2);
        int query = target.indexOf('?');
        return Optional.of(new HttpRequest(
                line.group(1),
                query < 0 ? target : target.substring(0, query),
                headers,
                minorVersion,
                length(headers)));
    }

    /** The body of a request, from its first byte to its last. */
    public InputStream body(HttpRequest request) {
        return request.length() == HttpRequest.CHUNKED
                ? new ChunkedBody(in, maxBody)
                : new FixedBody(in, request.length());
    }

    private static Map<String, String> headers(HttpLines lines) throws IOException, HttpRefusal {
        Map<String, String> headers = new HashMap<>();
        int count = 0;
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw new HttpRefusal(400, "A header cannot be understood");
            }
            if (++count > MAX_HEADERS) {
                throw new HttpRefusal(431, "There are more than " + MAX_HEADERS + " headers");
            }
            headers.merge(header.group(1).toLowerCase(Locale.ROOT), header.group(2), (a, b) -> a + ", " + b);
        }
        return headers;
    }

    private long length(Map<String, String> headers) throws HttpRefusal {
        String encoding = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (encoding != null) {
            if (length != null) {
                throw new HttpRefusal(400, "Content-Length and Transfer-Encoding contradict each other");
            }
            if (!encoding.equalsIgnoreCase("chunked")) {
                throw new HttpRefusal(501, "Of the transfer encodings only chunked is understood");
            }
            return HttpRequest.CHUNKED;
        }
        if (length == null) {
            return 0;
        }
        if (!LENGTH.matcher(length).matches()) {
            throw new HttpRefusal(400, "Content-Length is no number");
        }
        if (Long.parseLong(length) > maxBody) {
            throw new HttpRefusal(413, "The body is longer than the " + maxBody + " bytes of hive.max-frame");
        }
        return Long.parseLong(length);
    }

    /** A body whose length was announced. */
    private static final class FixedBody extends InputStream {
        private final InputStream in;
        private long left;

        FixedBody(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("The client ended inside a body");
            }
            left -= count;
            return count;
        }
    }

    /** A body in chunks (RFC 9112, 7.1). Extensions and trailers are passed over. */
    private static final class ChunkedBody extends InputStream {
        private static final Pattern SIZE = Pattern.compile("([0-9A-Fa-f]{1,8})[ \\t]*(;.*)?");
        private static final int MAX_LINE = 4 << 10;

        private final InputStream in;
        private final long max;
        private long total;
        private long left;
        private boolean first = true;
        private boolean ended;

        ChunkedBody(InputStream in, long max) {
            this.in = in;
            this.max = max;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("The client ended inside a body");
            }
            left -= count;
            return count;
        }

        private void nextChunk() throws IOException {
            try {
                if (!first && !new HttpLines(in, 2).next().isEmpty()) {
                    throw new IOException("A chunk is longer than it says");
                }
                first = false;
                Matcher size = SIZE.matcher(new HttpLines(in, MAX_LINE).next());
                if (!size.matches()) {
                    throw new IOException("A chunk has no length");
                }
                left = Long.parseLong(size.group(1), 16);
                total += left;
                if (total > max) {
                    throw new IOException("A body is longer than the " + max + " bytes of hive.max-frame");
                }
                if (left == 0) {
                    passTrailers();
                    ended = true;
                }
            } catch (HttpRefusal e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private void passTrailers() throws IOException, HttpRefusal {
            HttpLines trailers = new HttpLines(in, MAX_HEAD);
            String line;
            do {
                line = trailers.next();
            } while (!line.isEmpty());
        }
    }

    /** Lines that end with CR LF, all of them together not longer than a limit. */
    private static final class HttpLines {
        private final InputStream in;
        private int left;

        HttpLines(InputStream in, int limit) {
            this.in = in;
            this.left = limit;
        }

        /** The first line; empty if the input ends before it. */
        Optional<String> first() throws IOException, HttpRefusal {
            int begin = in.read();
            return begin < 0 ? Optional.empty() : Optional.of(line(begin));
        }

        String next() throws IOException, HttpRefusal {
            return line(in.read());
        }

        private String line(int begin) throws IOException, HttpRefusal {
            StringBuilder text = new StringBuilder();
            for (int c = begin; ; c = in.read()) {
                if (c < 0) {
                    throw new IOException("The client ended inside a line");
                }
                if (--left < 0) {
                    throw new HttpRefusal(431, "The head is longer than " + MAX_HEAD + " bytes");
                }
                if (c == '\r') {
                    if (in.read() != '\n') {
                        throw new HttpRefusal(400, "A line does not end with CR LF");
                    }
                    left--;
                    return text.toString();
                }
                if (c != '\t' && (c < ' ' || c == 0x7f)) {
                    throw new HttpRefusal(400, "A line holds a control character");
                }
                text.append((char) c);
            }
        }
    }
}
