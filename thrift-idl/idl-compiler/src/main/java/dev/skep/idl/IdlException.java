package dev.skep.idl;

/** What is wrong with an IDL file, and where. */
public final class IdlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdlException(Position at, String message) {
        super(at + ": " + message);
    }
}
