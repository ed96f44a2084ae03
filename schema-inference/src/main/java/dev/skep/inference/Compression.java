package dev.skep.inference;

import java.util.Locale;

/** Compression of a whole file; what a format compresses inside does not count. */
public enum Compression {
    NONE,
    GZIP,
    BZIP2,
    XZ,
    ZSTD,
    LZ4,
    SNAPPY,
    ZIP;

    /** The name as table properties spell it: {@code none}, {@code gzip}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
