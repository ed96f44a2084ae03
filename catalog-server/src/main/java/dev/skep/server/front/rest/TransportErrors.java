package dev.skep.server.front.rest;

import dev.skep.server.model.ErrorKind;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Answers what Jetty refuses before any route is asked: what is not HTTP, headers that are too long, a broken escape. */
final class TransportErrors extends ErrorHandler {
    private static final String NO_REQUEST = "-";

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int status,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
        Content.Sink.write(response, true, problem(status, message).toJson(NO_REQUEST), callback);
    }

    private static Problem problem(int status, @Nullable String message) {
        ErrorKind kind = status < 500 ? ErrorKind.INVALID : ErrorKind.INTERNAL;
        String title = RestErrors.status(kind).title();
        return new Problem(
                status,
                kind.name(),
                title,
                status < 500 && message != null
                        ? "The request is not HTTP as this server takes it: " + message
                        : title);
    }
}
