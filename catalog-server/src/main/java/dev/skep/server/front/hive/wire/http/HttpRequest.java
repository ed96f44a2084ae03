package dev.skep.server.front.hive.wire.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The head of a request.
 *
 * @param path without query
 * @param headers by their names in lower case; the values of one that came repeatedly are joined by a comma
 * @param minorVersion of HTTP/1
 * @param length of the body in bytes; {@link #CHUNKED} if it comes in chunks
 */
public record HttpRequest(String method, String path, Map<String, String> headers, int minorVersion, long length) {
    public static final long CHUNKED = -1;

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the client wants to be told to go on before it sends the body. */
    public boolean awaitsContinue() {
        return minorVersion > 0
                && header("expect").map("100-continue"::equalsIgnoreCase).orElse(false);
    }

    /** Whether another request may follow on the connection. */
    public boolean keepsConnection() {
        String connection = header("connection").orElse("").toLowerCase(Locale.ROOT);
        return minorVersion > 0 ? !connection.contains("close") : connection.contains("keep-alive");
    }
}
