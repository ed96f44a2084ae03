package dev.skep.inference;

/** The answer about one source. */
public sealed interface Inference {

    /** The source was understood. */
    record Inferred(InferredSchema schema) implements Inference {}

    /**
     * The source was not understood.
     *
     * @param detail a sentence for people, without a full stop: what is wrong, and where
     */
    record Unreadable(Cause cause, String detail) implements Inference {

        /** The refusal as one line. */
        public String text() {
            return "unreadable, because " + detail;
        }
    }

    /** There is nothing to infer from: no bytes, only blanks, or a file without columns. */
    record Empty(String detail) implements Inference {}

    /** Why a source is unreadable. */
    enum Cause {
        /** The bytes contradict the format they claim to be. */
        CORRUPT,
        /** The source ends before the format says it should. */
        TRUNCATED,
        /** No reader knows these bytes. */
        UNKNOWN,
        /** The format is known, but this form of it is not supported. */
        UNSUPPORTED,
        /** A count, size or depth is beyond {@link Limits}. */
        TOO_LARGE
    }
}
