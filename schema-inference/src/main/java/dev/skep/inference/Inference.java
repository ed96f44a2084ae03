package dev.skep.inference;

import org.jspecify.annotations.Nullable;

/** The answer about one source. */
public sealed interface Inference {

    /** The source was understood. */
    record Inferred(InferredSchema schema) implements Inference {}

    /**
     * The source was not understood.
     *
     * @param detail a sentence for people, without a full stop: what is wrong, and where
     * @param format what it looked like all the same; absent if like nothing
     */
    record Unreadable(Cause cause, String detail, @Nullable Format format, Compression compression)
            implements Inference {

        public Unreadable(Cause cause, String detail) {
            this(cause, detail, null, Compression.NONE);
        }

        /** The same refusal of a source that looked like this. */
        public Unreadable of(Format likely, Compression packing) {
            return new Unreadable(cause, detail, likely, packing);
        }

        /** The refusal as one line. */
        public String text() {
            return "unreadable, because " + detail;
        }
    }

    /**
     * There is nothing to infer from: no bytes, only blanks, or a file without columns.
     *
     * @param format absent if there are no bytes that could have one
     */
    record Empty(String detail, @Nullable Format format) implements Inference {
        public Empty(String detail) {
            this(detail, null);
        }
    }

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
