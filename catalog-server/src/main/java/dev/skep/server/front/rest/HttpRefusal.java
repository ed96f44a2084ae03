package dev.skep.server.front.rest;

/** A request that is refused for its form of HTTP, before the catalog is asked. */
final class HttpRefusal extends RuntimeException {
    private final transient Problem problem;

    private HttpRefusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
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
