package dev.skep.server.boot;

/** Why the server does not start: one sentence that names the thing and the fix, for whoever started it. */
final class StartupException extends RuntimeException {
    StartupException(String sentence) {
        super(sentence);
    }

    StartupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
