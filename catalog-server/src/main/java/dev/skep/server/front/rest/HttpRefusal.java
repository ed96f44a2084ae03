package dev.skep.server.front.rest;

import java.util.List;
import java.util.Map;

/** A request that is refused for its form of HTTP, before the catalog is asked. */
final class HttpRefusal extends RuntimeException {
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private HttpRefusal(Problem problem) {
        this(problem, Map.of());
    }

    private HttpRefusal(Problem problem, Map<String, String> headers) {
        super(problem.detail());
        this.problem = problem;
        this.headers = headers;
    }

    Answer answer(String requestId) {
        Answer answer = Answer.problem(problem, requestId);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.withHeader(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** @param challenges what the client may prove itself by, as {@code WWW-Authenticate} has it */
    static HttpRefusal unauthenticated(String detail, List<String> challenges) {
        return new HttpRefusal(
                new Problem(401, "UNAUTHENTICATED", "The server does not know who asks", detail),
                Map.of("WWW-Authenticate", String.join(", ", challenges)));
    }

    static HttpRefusal denied(String detail) {
        return new HttpRefusal(new Problem(403, "DENIED", "The request may not be made like this", detail));
    }

    static HttpRefusal noSuchPath(String path) {
        return new HttpRefusal(new Problem(
                404,
                "NOT_FOUND_PATH",
                "There is nothing at this address",
                "There is nothing at " + path + "; /openapi.yaml lists all addresses"));
    }

    static HttpRefusal methodNotAllowed(String method, String path, String allowed) {
        return new HttpRefusal(new Problem(
                405,
                "METHOD_NOT_ALLOWED",
                "The address does not take this method",
                path + " takes " + allowed + ", not " + method));
    }

    static HttpRefusal notJson(String expected) {
        return new HttpRefusal(new Problem(
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                "The body is of another type",
                "Send the body with the header Content-Type: " + expected));
    }
}
