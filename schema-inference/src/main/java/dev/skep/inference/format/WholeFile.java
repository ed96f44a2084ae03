package dev.skep.inference.format;

import dev.skep.inference.Compression;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;

/** What is said of files that are read by their ends, and so cannot be read inside a compression of the whole. */
final class WholeFile {

    private WholeFile() {}

    /** @param what the kind of file, as a noun */
    static void require(Sample sample, String what) throws UnreadableException {
        if (sample.compression() != Compression.NONE) {
            throw UnreadableException.unsupported(
                    "it is " + what + " inside " + sample.compression().label() + ", which no engine reads; unpack it");
        }
    }
}
