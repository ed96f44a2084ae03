package dev.skep.server.front.hive.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * The answer to one request, status 200, whose length is not known when it begins: what is written at once goes with its
 * length, what is written in several pieces goes in chunks.
 */
public final class HttpReply extends OutputStream {
    public static final String THRIFT = "application/x-thrift";
    private static final Map<Integer, String> REASONS = Map.of(
            200, "OK",
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            405, "Method Not Allowed",
            413, "Content Too Large",
            417, "Expectation Failed",
            426, "Upgrade Required",
            431, "Request Header Fields Too Large",
            501, "Not Implemented");

    private final OutputStream out;
    private final boolean chunks;
    private final boolean keep;
    private byte[] held = new byte[0];
    private boolean begun;

    /** @param out unbuffered */
    public HttpReply(OutputStream out, HttpRequest request) {
        this.out = out;
        this.chunks = request.minorVersion() > 0;
        this.keep = request.keepsConnection();
    }

    /** Whether another request may follow. */
    public boolean keepsConnection() {
        return keep && (chunks || !begun);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        if (held.length > 0) {
            send(held, 0, held.length);
            held = new byte[0];
        }
        if (begun) {
            send(bytes, offset, length);
        } else {
            held = Arrays.copyOfRange(bytes, offset, offset + length);
        }
    }

    /** Ends the reply. Without it, the client notices that something is missing. */
    public void end() throws IOException {
        if (!begun) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(head(200, THRIFT, "Content-Length: " + held.length + "\r\n", keep));
            whole.writeBytes(held);
            out.write(whole.toByteArray());
        } else if (chunks) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    /** Answers a request that is refused; the connection must be closed after it. */
    public static void refuse(OutputStream out, HttpRefusal refusal, String headers) throws IOException {
        byte[] body = (refusal.sentence() + ".\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head(
                refusal.status(),
                "text/plain; charset=utf-8",
                "Content-Length: " + body.length + "\r\n" + headers,
                false));
        whole.writeBytes(body);
        out.write(whole.toByteArray());
        out.flush();
    }

    /** Tells a client to send the body that it announced. */
    public static void goOn(OutputStream out) throws IOException {
        out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void send(byte[] bytes, int offset, int length) throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream(length + 256);
        if (!begun) {
            piece.writeBytes(head(200, THRIFT, chunks ? "Transfer-Encoding: chunked\r\n" : "", keep && chunks));
            begun = true;
        }
        if (chunks) {
            piece.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        piece.write(bytes, offset, length);
        if (chunks) {
            piece.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        out.write(piece.toByteArray());
    }

    private static byte[] head(int status, String type, String headers, boolean keep) {
        return ("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "") + "\r\nContent-Type: " + type + "\r\n"
                        + headers + (keep ? "" : "Connection: close\r\n") + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
