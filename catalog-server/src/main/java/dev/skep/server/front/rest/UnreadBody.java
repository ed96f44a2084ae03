package dev.skep.server.front.rest;

import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client may still be sending when its request has been decided. A connection can be used again only
 * when all of it was read; a client that is not told so sends its next request into a closed connection.
 */
final class UnreadBody {
    private static final Logger LOG = LoggerFactory.getLogger(UnreadBody.class);

    /** In bytes: what is cheaper to read than a new connection. */
    private static final int WORTH_READING = 1 << 20;

    private UnreadBody() {}

    /** Reads what is left if its length is known and small; otherwise tells the client that the connection ends. */
    static void settle(Context context) {
        if (hasBody(context.req()) && !isReadToItsEnd(context)) {
            context.header("Connection", "close");
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isReadToItsEnd(Context context) {
        try {
            ServletInputStream body = context.req().getInputStream();
            long length = context.req().getContentLengthLong();
            if (length >= 0 && length <= WORTH_READING) {
                body.transferTo(OutputStream.nullOutputStream());
            }
            return body.isFinished();
        } catch (IOException e) {
            LOG.debug("The body of {} {} broke off", context.method(), context.path(), e);
            return false;
        }
    }
}
