package dev.skep.server.front.rest;

import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * One operation.
 *
 * @param path with {@code {name}} for segments that vary
 * @param parameters the query parameters that it takes; others are refused
 * @param open whether nobody has to prove who they are for it, whatever the others demand
 */
record Route(HandlerType method, String path, Set<String> parameters, boolean open, Action action) {
    /** From the request to what it gets back. */
    @FunctionalInterface
    interface Action {
        Answer answer(Request request);
    }

    private Route(HandlerType method, String path, Set<String> parameters, Action action) {
        this(method, path, parameters, false, action);
    }

    /** The same for everybody. */
    Route forEverybody() {
        return new Route(method, path, parameters, true, action);
    }

    static Route get(String path, Set<String> parameters, Action action) {
        return new Route(HandlerType.GET, path, parameters, action);
    }

    static Route post(String path, Set<String> parameters, Action action) {
        return new Route(HandlerType.POST, path, parameters, action);
    }

    static Route put(String path, Set<String> parameters, Action action) {
        return new Route(HandlerType.PUT, path, parameters, action);
    }

    static Route patch(String path, Set<String> parameters, Action action) {
        return new Route(HandlerType.PATCH, path, parameters, action);
    }

    static Route delete(String path, Set<String> parameters, Action action) {
        return new Route(HandlerType.DELETE, path, parameters, action);
    }
}
