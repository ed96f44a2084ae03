package dev.skep.server.front.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request gets back.
 *
 * @param body empty for none
 * @param headers beside the type of the body
 */
record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static final String JSON = "application/json";

    static Answer json(Object shape) {
        return new Answer(200, JSON, RestJson.write(shape), Map.of());
    }

    static Answer of(String contentType, String body) {
        return new Answer(200, contentType, body, Map.of());
    }

    static Answer noContent() {
        return new Answer(204, "", "", Map.of());
    }

    static Answer problem(Problem problem, String requestId) {
        return new Answer(problem.status(), Problem.CONTENT_TYPE, problem.toJson(requestId), Map.of());
    }

    Answer withStatus(int newStatus) {
        return new Answer(newStatus, contentType, body, headers);
    }

    Answer withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Answer(status, contentType, body, all);
    }

    /** The object with its version as the entity tag. */
    static Answer entity(Object shape, long version) {
        return json(shape).withHeader("ETag", EntityTag.of(version));
    }
}
