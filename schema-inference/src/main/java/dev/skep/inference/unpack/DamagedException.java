package dev.skep.inference.unpack;

import dev.skep.inference.Compression;
import dev.skep.inference.Inference;
import dev.skep.inference.UnreadableException;
import java.io.IOException;

/** Packed bytes that cannot be unpacked, told apart from a source that fails. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final UnreadableException reason;
    private final Compression compression;

    DamagedException(UnreadableException reason, Compression compression) {
        super(reason);
        this.reason = reason;
        this.compression = compression;
    }

    /** What is wrong with the bytes. */
    public Inference.Unreadable answer() {
        Inference.Unreadable answer = reason.answer();
        return new Inference.Unreadable(answer.cause(), answer.detail(), null, compression);
    }
}
