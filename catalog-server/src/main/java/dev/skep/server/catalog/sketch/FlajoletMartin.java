package dev.skep.server.catalog.sketch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A sketch of distinct values as Hive made them before it made {@link HyperLogLog}, and makes them still where
 * {@code hive.stats.ndv.algo=fm}: {@code "FM"}, how many vectors in two bytes, and 31 bits of each in four, all with the low byte
 * first.
 *
 * <p>The estimate is the one of Flajolet and Martin, <i>Probabilistic counting algorithms for data base applications</i> (1985).
 */
final class FlajoletMartin implements DistinctValues {
    private static final byte[] MAGIC = {'F', 'M'};
    private static final int HEADER = 4;
    private static final int VECTOR_BITS = 0x7FFF_FFFF;

    /** What the position of the first empty bit is too far to the left on average, in powers of two. */
    private static final double CORRECTION = 0.77351;

    private final int[] vectors;

    private FlajoletMartin(int[] vectors) {
        this.vectors = vectors;
    }

    /** Reads a sketch; nothing if the bytes are none, such as one of another kind. */
    static Optional<FlajoletMartin> read(byte[] bytes) {
        if (bytes.length <= HEADER || bytes[0] != MAGIC[0] || bytes[1] != MAGIC[1]) {
            return Optional.empty();
        }
        ByteBuffer in = little(bytes);
        in.position(MAGIC.length);
        int count = Short.toUnsignedInt(in.getShort());
        if (count == 0 || in.remaining() < count * Integer.BYTES) {
            return Optional.empty();
        }
        int[] vectors = new int[count];
        for (int i = 0; i < count; i++) {
            vectors[i] = in.getInt() & VECTOR_BITS;
        }
        return Optional.of(new FlajoletMartin(vectors));
    }

    @Override
    public Optional<FlajoletMartin> merged(DistinctValues other) {
        if (!(other instanceof FlajoletMartin sketch) || sketch.vectors.length != vectors.length) {
            return Optional.empty();
        }
        int[] both = vectors.clone();
        for (int i = 0; i < both.length; i++) {
            both[i] |= sketch.vectors[i];
        }
        return Optional.of(new FlajoletMartin(both));
    }

    @Override
    public long estimate() {
        long filled = 0;
        for (int vector : vectors) {
            filled += Integer.numberOfTrailingZeros(~vector);
        }
        return (long) (Math.pow(2, (double) filled / vectors.length) / CORRECTION);
    }

    @Override
    public byte[] toBytes() {
        byte[] bytes = new byte[HEADER + vectors.length * Integer.BYTES];
        ByteBuffer out = little(bytes);
        out.put(MAGIC).putShort((short) vectors.length);
        for (int vector : vectors) {
            out.putInt(vector);
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
