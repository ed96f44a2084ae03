package dev.skep.inference.format;

import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;
import java.io.IOException;

/** Knows one file format. Without state; registered in {@link FormatReaders}. */
public interface FormatReader {

    /** What is read, as far as a refusal can tell; a schema may say it more exactly. */
    Format format();

    /** Could this be the format? Looks at {@link Sample#start()} and the name; at more only if that tells too little. */
    Likeness sniff(Sample sample) throws IOException, UnreadableException;

    /**
     * The most that {@link #sniff} may answer, told by a glance: a reader is not asked when another is as sure already.
     */
    default double mostLikeness(Sample sample) {
        return 1;
    }

    /**
     * Reads the schema of a sample that looked like this format.
     *
     * @return never {@link Inference.Unreadable}: refusals are thrown
     * @throws UnreadableException if the bytes are not what they looked like, within the limits of the sample
     * @throws IOException only if the source fails
     */
    Inference read(Sample sample) throws IOException, UnreadableException;

    /**
     * How much a source looks like a format.
     *
     * @param score 0 (not at all) to 1 (certain: its magic number)
     * @param because the observation; for a score of 0, what came closest, or empty
     */
    record Likeness(double score, String because) {
        public static final Likeness NONE = new Likeness(0, "");
        public static final Likeness CERTAIN = new Likeness(1, "its magic number");
    }
}
