package dev.skep.inference.format;

/** Formats of lines: a part of one is often one itself. */
abstract class TextFormatKit extends FormatKit {
    @Override
    boolean knowsItsEnd() {
        return false;
    }

    @Override
    boolean isGzipped() {
        return true;
    }
}
