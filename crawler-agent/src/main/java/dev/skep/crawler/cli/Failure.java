package dev.skep.crawler.cli;

import dev.skep.crawler.catalog.CatalogException;

/** Ends a command with an exit code and one sentence on standard error. */
final class Failure extends Exception {

    static final int OK = 0;
    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int UNREACHABLE = 3;
    static final int NOT_FOUND = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Failure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static Failure of(CatalogException e) {
        int code = switch (e.reason()) {
            case UNREACHABLE -> UNREACHABLE;
            case NOT_FOUND -> NOT_FOUND;
            case ALREADY_EXISTS, CONFLICT, REFUSED -> REFUSED;
        };
        return new Failure(code, String.valueOf(e.getMessage()));
    }

    int exitCode() {
        return exitCode;
    }
}
