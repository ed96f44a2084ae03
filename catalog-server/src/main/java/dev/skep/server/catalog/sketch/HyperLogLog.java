package dev.skep.server.catalog.sketch;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A sketch of distinct values in the form in which Hive's clients keep it with the statistics of a column, merged as they
 * would merge it:
 *
 * <pre>
 * "HLL"  4 bits p, 1 spare, 3 bits form   varint estimate   registers
 *
 * form 0      sparse: varint count, then key &lt;&lt; 6 | value of each in order, the first whole, the others as difference
 * form 1–6    dense: 2^p values of that many bits, the high bit first
 * form 7      dense: 2^p bytes
 * </pre>
 *
 * Keys of sparse registers have 25 bits, the low p of which are the dense register. A varint has seven bits a byte, the low
 * ones first.
 *
 * <p>How many values there are is estimated without tables of corrections, after Otmar Ertl, <i>New cardinality estimation
 * algorithms for HyperLogLog sketches</i> (2017), algorithm 6; Hive's own estimate differs from it by less than either
 * errs.
 */
final class HyperLogLog implements DistinctValues {
    private static final byte[] MAGIC = {'H', 'L', 'L'};
    private static final int HEADER = 4;
    private static final int LEAST_BITS = 4;
    private static final int MOST_BITS = 16;
    private static final int HASH_BITS = 64;
    private static final int SPARSE_BITS = 25;
    private static final int VALUE_BITS = 6;
    private static final int UNPACKED = 7;

    private final int bits;
    private final SortedMap<Integer, Byte> sparse;
    private final byte @Nullable [] dense;

    private HyperLogLog(int bits, SortedMap<Integer, Byte> sparse, byte @Nullable [] dense) {
        this.bits = bits;
        this.sparse = sparse;
        this.dense = dense;
    }

    /** Reads a sketch; nothing if the bytes are none, such as one of another kind. */
    static Optional<HyperLogLog> read(byte[] bytes) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (bytes.length <= HEADER || bytes[i] != MAGIC[i]) {
                return Optional.empty();
            }
        }
        int bits = (bytes[MAGIC.length] & 0xF0) >>> 4;
        int form = bytes[MAGIC.length] & 7;
        if (bits < LEAST_BITS || bits > MOST_BITS) {
            return Optional.empty();
        }
        try {
            Input in = new Input(bytes, HEADER);
            in.varint();
            return Optional.of(
                    form == 0
                            ? new HyperLogLog(bits, in.sparse(), null)
                            : new HyperLogLog(bits, new TreeMap<>(), in.dense(bits, form == UNPACKED ? 8 : form)));
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<HyperLogLog> merged(DistinctValues others) {
        if (!(others instanceof HyperLogLog other) || bits != other.bits) {
            return Optional.empty();
        }
        if (dense == null && other.dense == null) {
            SortedMap<Integer, Byte> both = new TreeMap<>(sparse);
            other.sparse.forEach((key, value) -> both.merge(key, value, HyperLogLog::greater));
            HyperLogLog merged = new HyperLogLog(bits, both, null);
            return Optional.of(both.size() > limitOfSparse() ? merged.asDense() : merged);
        }
        byte[] registers = asDense().registers().clone();
        byte[] more = other.asDense().registers();
        for (int i = 0; i < registers.length; i++) {
            registers[i] = greater(registers[i], more[i]);
        }
        return Optional.of(new HyperLogLog(bits, new TreeMap<>(), registers));
    }

    /** At least one, as Hive has it. */
    @Override
    public long estimate() {
        double estimate = dense == null ? estimateOfSparse() : estimateOfDense(dense);
        return Math.max(1, Math.round(estimate));
    }

    @Override
    public byte[] toBytes() {
        Output out = new Output();
        out.writeBytes(MAGIC);
        if (dense == null) {
            out.write(bits << 4);
            out.varint(estimate());
            out.varint(sparse.size());
            int before = 0;
            for (Map.Entry<Integer, Byte> entry : sparse.entrySet()) {
                int entryNow = (entry.getKey() << VALUE_BITS) | entry.getValue();
                out.varint(Integer.toUnsignedLong(entryNow) - Integer.toUnsignedLong(before));
                before = entryNow;
            }
        } else {
            int greatest = 0;
            for (byte value : dense) {
                greatest = Math.max(greatest, value);
            }
            int width = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, greatest));
            out.write((bits << 4) | Math.min(width, UNPACKED));
            out.varint(estimate());
            out.packed(dense, width > VALUE_BITS ? 8 : width);
        }
        return out.toByteArray();
    }

    /** Hive's: from there on the dense registers are the smaller ones. */
    private int limitOfSparse() {
        return (1 << bits) * 6 / 8 / 5;
    }

    private HyperLogLog asDense() {
        if (dense != null) {
            return this;
        }
        byte[] registers = new byte[1 << bits];
        sparse.forEach((key, value) -> {
            int index = key & (registers.length - 1);
            registers[index] = greater(registers[index], value);
        });
        return new HyperLogLog(bits, new TreeMap<>(), registers);
    }

    private byte[] registers() {
        return dense == null ? new byte[0] : dense;
    }

    private static byte greater(byte one, byte other) {
        return one > other ? one : other;
    }

    /** So few of so many registers are used that counting the empty ones tells. */
    private double estimateOfSparse() {
        double registers = 1 << SPARSE_BITS;
        return registers * Math.log(registers / (registers - sparse.size()));
    }

    private static double estimateOfDense(byte[] registers) {
        double count = registers.length;
        int greatest = HASH_BITS - Integer.numberOfTrailingZeros(registers.length) + 1;
        int[] histogram = new int[greatest + 1];
        for (byte value : registers) {
            histogram[Math.min(value, greatest)]++;
        }
        double sum = count * tau(1 - histogram[greatest] / count);
        for (int value = greatest - 1; value >= 1; value--) {
            sum = (sum + histogram[value]) / 2;
        }
        sum += count * sigma(histogram[0] / count);
        return count * count / (2 * Math.log(2)) / sum;
    }

    private static double sigma(double x) {
        if (x == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double power = x;
        double factor = 1;
        double sum = x;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * factor;
            factor += factor;
        } while (sum != before);
        return sum;
    }

    private static double tau(double x) {
        if (x == 0 || x == 1) {
            return 0;
        }
        double root = x;
        double factor = 1;
        double sum = 1 - x;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            factor /= 2;
            sum -= (1 - root) * (1 - root) * factor;
        } while (sum != before);
        return sum / 3;
    }

    /** Reads what is behind the header; an index out of bounds means that the bytes end too early. */
    private static final class Input {
        private final byte[] bytes;
        private int at;

        Input(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long varint() {
            long value = 0;
            for (int shift = 0; shift < Long.SIZE; shift += 7) {
                byte next = bytes[at++];
                value |= (next & 0x7FL) << shift;
                if (next >= 0) {
                    return value;
                }
            }
            throw new ArithmeticException("A varint has at most ten bytes");
        }

        SortedMap<Integer, Byte> sparse() {
            SortedMap<Integer, Byte> registers = new TreeMap<>();
            long entry = 0;
            for (long left = varint(); left > 0; left--) {
                entry = Math.addExact(entry, varint());
                long key = entry >>> VALUE_BITS;
                if (key >= (1 << SPARSE_BITS)) {
                    throw new ArithmeticException("A key has at most 25 bits");
                }
                registers.merge((int) key, (byte) (entry & 0x3F), HyperLogLog::greater);
            }
            return registers;
        }

        byte[] dense(int bits, int width) {
            byte[] registers = new byte[1 << bits];
            int held = 0;
            int count = 0;
            for (int i = 0; i < registers.length; i++) {
                while (count < width) {
                    held = (held << 8) | (bytes[at++] & 0xFF);
                    count += 8;
                }
                count -= width;
                registers[i] = (byte) ((held >>> count) & ((1 << width) - 1) & 0x7F);
                held &= (1 << count) - 1;
            }
            return registers;
        }
    }

    /** Writes what {@link Input} reads. */
    private static final class Output extends ByteArrayOutputStream {
        void varint(long value) {
            long left = value;
            while ((left & ~0x7FL) != 0) {
                write((int) (left & 0x7F) | 0x80);
                left >>>= 7;
            }
            write((int) left);
        }

        void packed(byte[] registers, int width) {
            int held = 0;
            int count = 0;
            for (byte value : registers) {
                held = (held << width) | value;
                count += width;
                while (count >= 8) {
                    count -= 8;
                    write(held >>> count);
                    held &= (1 << count) - 1;
                }
            }
            if (count > 0) {
                write(held << (8 - count));
            }
        }
    }
}
