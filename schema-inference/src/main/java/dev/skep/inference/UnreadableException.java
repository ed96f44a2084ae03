package dev.skep.inference;

import dev.skep.inference.Inference.Cause;

/** How readers refuse; {@link SchemaInference} turns it into {@link Inference.Unreadable}. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Cause cause;

    public UnreadableException(Cause cause, String detail) {
        super(detail);
        this.cause = cause;
    }

    public static UnreadableException corrupt(String detail) {
        return new UnreadableException(Cause.CORRUPT, detail);
    }

    public static UnreadableException truncated(String detail) {
        return new UnreadableException(Cause.TRUNCATED, detail);
    }

    public static UnreadableException tooLarge(String detail) {
        return new UnreadableException(Cause.TOO_LARGE, detail);
    }

    public static UnreadableException unsupported(String detail) {
        return new UnreadableException(Cause.UNSUPPORTED, detail);
    }

    /** The same refusal, of a file that belongs to what was asked for. */
    public UnreadableException in(String file) {
        return new UnreadableException(cause, "of its file " + file + ": " + getMessage());
    }

    public Inference.Unreadable answer() {
        return new Inference.Unreadable(cause, String.valueOf(getMessage()));
    }
}
