package dev.skep.server.model;

/** A file that a client loads before it can call a function. */
public record FunctionResource(Kind kind, String uri) {
    /** How the client loads it. */
    public enum Kind {
        JAR,
        FILE,
        ARCHIVE
    }
}
