package dev.skep.inference;

/**
 * Bounds of one inference, in bytes unless said otherwise.
 *
 * @param whole text sources up to this size are read whole
 * @param head how much of the beginning of a larger text source is held at once
 * @param share the share of a larger text source that is read: most of it at the end, where what is new is written, some
 *     at the beginning, the rest spread between
 * @param sampled most bytes of a larger text source that are read
 * @param footer largest footer or header accepted
 * @param unpacked most bytes made from compressed ones, which are read from the beginning on without gaps
 * @param ratio how many times its size a source may grow by unpacking; read is what came out until then
 * @param columns most columns accepted, a count
 * @param depth deepest nesting accepted, a count
 * @param exact whether text is read to its end, whatever its size
 */
public record Limits(
        int whole,
        int head,
        double share,
        int sampled,
        int footer,
        long unpacked,
        int ratio,
        int columns,
        int depth,
        boolean exact) {

    private static final int MIB = 1 << 20;

    /** Small files whole, a tenth of large ones, at most 8 MiB. */
    public static final Limits DEFAULT =
            new Limits(8 * MIB, 2 * MIB, 0.1, 8 * MIB, 16 * MIB, 64L * MIB, 1_100, 20_000, 64, false);

    /** A tenth of anything above 256 KiB: for sources where every byte costs. */
    public static final Limits SPARSE =
            new Limits(MIB / 4, MIB / 2, 0.1, 2 * MIB, 16 * MIB, 16L * MIB, 1_100, 20_000, 64, false);

    /** Every byte of text: no late value escapes. */
    public static final Limits EXACT =
            new Limits(8 * MIB, 2 * MIB, 1, 8 * MIB, 16 * MIB, Long.MAX_VALUE, 1_100, 20_000, 64, true);

    public Limits {
        if (Math.min(Math.min(whole, head), Math.min(sampled, footer)) <= 0
                || Math.min(Math.min(unpacked, ratio), Math.min(columns, depth)) <= 0
                || !(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("Limits must be positive");
        }
    }
}
