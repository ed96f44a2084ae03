package dev.skep.inference.format;

/** Formats with a magic number and an end of their own. */
abstract class BinaryFormatKit extends FormatKit {
    @Override
    boolean knowsItsEnd() {
        return true;
    }

    @Override
    boolean isGzipped() {
        return false;
    }
}
