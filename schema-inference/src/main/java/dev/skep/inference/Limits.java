package dev.skep.inference;

/**
 * Bounds of one inference, in bytes unless said otherwise.
 *
 * @param whole text sources up to this size are read whole
 * @param head how much of the beginning of a larger text source is read
 * @param window how much is read at its middle and at its end
 * @param footer largest footer or header accepted
 * @param unpacked most bytes made from compressed ones
 * @param columns most columns accepted, a count
 * @param depth deepest nesting accepted, a count
 */
public record Limits(int whole, int head, int window, int footer, int unpacked, int columns, int depth) {

    private static final int MIB = 1 << 20;

    /** Small files whole; 2 MiB and two windows of large ones. */
    public static final Limits DEFAULT = new Limits(8 * MIB, 2 * MIB, MIB / 4, 16 * MIB, 16 * MIB, 20_000, 64);

    public Limits {
        if (Math.min(Math.min(whole, head), Math.min(window, footer)) <= 0
                || Math.min(Math.min(unpacked, columns), depth) <= 0) {
            throw new IllegalArgumentException("Limits must be positive");
        }
    }
}
