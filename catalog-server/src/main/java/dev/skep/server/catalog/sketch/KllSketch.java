package dev.skep.server.catalog.sketch;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A histogram of a column's values in the form in which Hive's clients keep it, the compact one of KLL sketches of floats in Apache
 * DataSketches, numbers with the low byte first:
 *
 * <pre>
 * preamble in words (2 or 5)   version (1, 2 of a single value)   15   flags (1 empty, 4 single)   k, 2 bytes   m   0
 *
 * empty         nothing more
 * single        the value
 * otherwise     count, 8 bytes   least k, 2 bytes   levels   0   where each level begins, 4 bytes each   least   greatest   values
 * </pre>
 *
 * <p>A value of level i stands for 2<sup>i</sup> values; levels but the lowest are sorted. Levels hold about k, 2/3 k, 4/9 k … values,
 * the highest first, at least m. A level that is too full is halved into the next: of each pair in order one stays, whether the
 * first or the second by chance. The space for values is as large as the levels may hold, and filled from its end.
 *
 * <p>After Karnin, Lang and Liberty, <i>Optimal quantile approximation in streams</i> (2016).
 */
public final class KllSketch {
    private static final int FAMILY = 15;
    private static final int EMPTY = 1;
    private static final int SINGLE = 4;
    /** Of doubles, or in a form that goes on in place. */
    private static final int OTHER_FORMS = 8 | 16;

    private static final int SHORT_PREAMBLE = 2;
    private static final int FULL_PREAMBLE = 5;
    private static final int VERSION = 1;
    private static final int VERSION_OF_SINGLE = 2;
    /** More than any column has values for. */
    private static final int MOST_LEVELS = 40;

    private static final int LEAST_M = 2;

    /** Up to there powers of three and of two are exact. */
    private static final int EXACT_DEPTH = 30;

    private final int k;
    private final int m;
    private final int leastK;
    private final long count;
    private final float least;
    private final float greatest;
    /** The lowest first. */
    private final List<float[]> levels;

    private KllSketch(int k, int m, int leastK, long count, float least, float greatest, List<float[]> levels) {
        this.k = k;
        this.m = m;
        this.leastK = leastK;
        this.count = count;
        this.least = least;
        this.greatest = greatest;
        this.levels = levels;
    }

    /** Reads a sketch; nothing if it is none, such as one of doubles. */
    public static Optional<KllSketch> read(String base64) {
        try {
            return read(ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IllegalArgumentException | BufferUnderflowException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<KllSketch> read(ByteBuffer in) {
        int preamble = in.get();
        int version = in.get();
        int family = in.get();
        int flags = in.get();
        int k = Short.toUnsignedInt(in.getShort());
        int m = in.get();
        in.get();
        if (family != FAMILY || (flags & OTHER_FORMS) != 0 || m < LEAST_M || k < m) {
            return Optional.empty();
        }
        if ((flags & EMPTY) != 0) {
            return Optional.of(new KllSketch(k, m, k, 0, Float.NaN, Float.NaN, List.of(new float[0])));
        }
        if ((flags & SINGLE) != 0) {
            float only = in.getFloat();
            return version == VERSION_OF_SINGLE && !Float.isNaN(only)
                    ? Optional.of(new KllSketch(k, m, k, 1, only, only, List.of(new float[] {only})))
                    : Optional.empty();
        }
        return preamble == FULL_PREAMBLE && version == VERSION ? readFull(k, m, in) : Optional.empty();
    }

    private static Optional<KllSketch> readFull(int k, int m, ByteBuffer in) {
        long count = in.getLong();
        int leastK = Short.toUnsignedInt(in.getShort());
        int height = in.get();
        in.get();
        if (count < 2 || height < 1 || height > MOST_LEVELS) {
            return Optional.empty();
        }
        int[] begins = new int[height + 1];
        for (int level = 0; level < height; level++) {
            begins[level] = in.getInt();
        }
        begins[height] = capacity(k, m, height);
        float least = in.getFloat();
        float greatest = in.getFloat();
        List<float[]> levels = new ArrayList<>();
        long counted = 0;
        for (int level = 0; level < height; level++) {
            int size = begins[level + 1] - begins[level];
            if (size < 0 || size > in.remaining() / Float.BYTES) {
                return Optional.empty();
            }
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = in.getFloat();
                if (!(values[i] >= least && values[i] <= greatest)) {
                    return Optional.empty();
                }
            }
            Arrays.sort(values);
            levels.add(values);
            counted += (long) size << level;
        }
        return counted == count
                ? Optional.of(new KllSketch(k, m, leastK, count, least, greatest, levels))
                : Optional.empty();
    }

    /**
     * The sketch of the values of both, as exact as the less exact of them. The same two sketches make the same one each time.
     * Nothing if they differ in more than their size.
     */
    public Optional<KllSketch> merged(KllSketch other) {
        if (m != other.m) {
            return Optional.empty();
        }
        if (count == 0 || other.count == 0) {
            return Optional.of(count == 0 ? other : this);
        }
        List<float[]> both = new ArrayList<>();
        for (int level = 0; level < Math.max(levels.size(), other.levels.size()); level++) {
            both.add(sorted(level(level), other.level(level)));
        }
        compress(both);
        return Optional.of(new KllSketch(
                k,
                m,
                Math.min(leastK, other.leastK),
                count + other.count,
                Math.min(least, other.least),
                Math.max(greatest, other.greatest),
                both));
    }

    /** How many values were seen. */
    public long count() {
        return count;
    }

    public String toBase64() {
        return Base64.getEncoder().encodeToString(toBytes());
    }

    private byte[] toBytes() {
        int height = levels.size();
        ByteBuffer out = ByteBuffer.allocate(FULL_PREAMBLE * 4 + (height + 2 + held(levels)) * 4)
                .order(ByteOrder.LITTLE_ENDIAN);
        if (count <= 1) {
            out.put((byte) SHORT_PREAMBLE).put((byte) (count == 0 ? VERSION : VERSION_OF_SINGLE));
            out.put((byte) FAMILY).put((byte) (count == 0 ? EMPTY : SINGLE));
            out.putShort((short) k).put((byte) m).put((byte) 0);
        } else {
            out.put((byte) FULL_PREAMBLE).put((byte) VERSION).put((byte) FAMILY).put((byte) 0);
            out.putShort((short) k).put((byte) m).put((byte) 0);
            out.putLong(count).putShort((short) leastK).put((byte) height).put((byte) 0);
            int begin = capacity(k, m, height) - held(levels);
            for (float[] level : levels) {
                out.putInt(begin);
                begin += level.length;
            }
            out.putFloat(least).putFloat(greatest);
        }
        for (float[] level : levels) {
            for (float value : level) {
                out.putFloat(value);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private float[] level(int level) {
        return level < levels.size() ? levels.get(level) : new float[0];
    }

    /** Halves the lowest full level until what is held has room. */
    private void compress(List<float[]> full) {
        Random chance = new Random(full.stream().mapToLong(Arrays::hashCode).sum());
        while (held(full) > capacity(k, m, full.size())) {
            int level = 0;
            while (full.get(level).length < capacity(k, m, full.size(), level)) {
                level++;
            }
            if (level == full.size() - 1) {
                full.add(new float[0]);
            }
            float[] values = full.get(level);
            int odd = values.length % 2;
            int second = chance.nextInt(2);
            float[] half = new float[values.length / 2];
            for (int i = 0; i < half.length; i++) {
                half[i] = values[odd + 2 * i + second];
            }
            full.set(level, Arrays.copyOf(values, odd));
            full.set(level + 1, sorted(full.get(level + 1), half));
        }
    }

    private static float[] sorted(float[] some, float[] others) {
        float[] all = Arrays.copyOf(some, some.length + others.length);
        System.arraycopy(others, 0, all, some.length, others.length);
        Arrays.sort(all);
        return all;
    }

    private static int held(List<float[]> levels) {
        return levels.stream().mapToInt(level -> level.length).sum();
    }

    private static int capacity(int k, int m, int height) {
        int sum = 0;
        for (int level = 0; level < height; level++) {
            sum += capacity(k, m, height, level);
        }
        return sum;
    }

    /** How many values a level may hold: k of the highest, and of each below it two thirds. */
    private static int capacity(int k, int m, int height, int level) {
        int depth = height - level - 1;
        int half = depth / 2;
        long size = depth <= EXACT_DEPTH ? twoThirds(k, depth) : twoThirds(twoThirds(k, half), depth - half);
        return (int) Math.max(m, size);
    }

    /** Rounded, k times the power of two thirds. */
    private static long twoThirds(long k, int power) {
        long three = 1;
        for (int i = 0; i < power; i++) {
            three *= 3;
        }
        return ((((2 * k) << power) / three) + 1) / 2;
    }
}
