package dev.skep.server.front.rest;

import dev.skep.server.model.ErrorKind;

/** The one place where a reason of the catalog becomes a status of HTTP. The code is the reason's own name. */
final class RestErrors {
    private RestErrors() {}

    static Problem problem(ErrorKind kind, String detail) {
        Status status = status(kind);
        // Which of its rules a request breaks is told by the detail.
        boolean invalid = kind == ErrorKind.INVALID_PARTITION_NAME || kind == ErrorKind.INVALID_LOCATION;
        ErrorKind said = invalid ? ErrorKind.INVALID : kind;
        return new Problem(status.code(), said.name(), status.title(), detail);
    }

    static Status status(ErrorKind kind) {
        return switch (kind) {
            case INVALID, INVALID_PARTITION_NAME, INVALID_LOCATION -> new Status(400, "The request is not valid");
            case NOT_FOUND_CATALOG -> new Status(404, "There is no such catalog");
            case NOT_FOUND_DATABASE -> new Status(404, "There is no such database");
            case NOT_FOUND_TABLE -> new Status(404, "There is no such table");
            case NOT_FOUND_PARTITION -> new Status(404, "There is no such partition");
            case NOT_FOUND_OTHER -> new Status(404, "There is no such object");
            case NOT_FOUND_TRANSACTION -> new Status(404, "There is no such transaction");
            case TRANSACTION_ABORTED -> new Status(409, "The transaction was aborted");
            case NOT_FOUND_LOCK -> new Status(404, "There is no such lock");
            case TRANSACTION_OPEN -> new Status(409, "The lock belongs to a transaction");
            case ALREADY_EXISTS -> new Status(409, "The name is taken");
            case NOT_EMPTY -> new Status(409, "The object still holds others");
            case IN_USE -> new Status(409, "The object is in use");
            case CONFLICT -> new Status(412, "The object was changed meanwhile");
            case TOO_LARGE -> new Status(413, "The request asks for too much");
            case UNSUPPORTED -> new Status(501, "The server does not do this");
            case UNAVAILABLE -> new Status(503, "The store cannot be reached now");
            case UNKNOWN_OUTCOME -> new Status(500, "The outcome is unknown");
            case INTERNAL -> new Status(500, "The server failed");
        };
    }

    /**
     * @param code of HTTP
     * @param title the same for every problem of the kind
     */
    record Status(int code, String title) {}
}
