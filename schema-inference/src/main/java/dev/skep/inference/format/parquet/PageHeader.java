package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;
import java.io.BufferedInputStream;
import java.io.IOException;

/**
 * What stands before each page. Field numbers are those of parquet.thrift.
 *
 * @param kind {@link #DATA}, {@link #DICTIONARY}, {@link #DATA_2} or a kind that is passed over
 * @param definitions bytes of its levels of definition, as {@code repetitions}; with {@link #DATA_2} only
 * @param packed whether its values are compressed
 */
record PageHeader(
        int kind,
        int unpackedSize,
        int packedSize,
        int values,
        int encoding,
        int definitionEncoding,
        int repetitionEncoding,
        int definitions,
        int repetitions,
        boolean packed) {

    static final int DATA = 0;
    static final int DICTIONARY = 2;
    static final int DATA_2 = 3;

    /** Encoding RLE, the only one that levels have; what is said of levels that are not there does not count. */
    static final int RLE = 3;

    private static final int USUAL = 1 << 10;
    private static final int DEPTH = 8;

    /**
     * Reads the header that comes next.
     *
     * @param most bytes that it may take: it may hold the smallest and the largest value
     */
    static PageHeader read(BufferedInputStream in, int most) throws IOException, UnreadableException {
        for (int length = USUAL; ; length = Math.min(most, 16 * length)) {
            in.mark(length);
            byte[] bytes = in.readNBytes(length);
            in.reset();
            Fields fields = new Fields();
            CompactReader reader = new CompactReader("a page header", bytes, DEPTH);
            try {
                reader.struct(fields::page);
            } catch (UnreadableException e) {
                if (bytes.length < length || length >= most) {
                    throw e;
                }
                continue;
            }
            in.skipNBytes(reader.position());
            return fields.header();
        }
    }

    private static final class Fields {
        private int kind = -1;
        private int unpackedSize = -1;
        private int packedSize = -1;
        private int values;
        private int encoding;
        private int definitionEncoding = RLE;
        private int repetitionEncoding = RLE;
        private int definitions;
        private int repetitions;
        private boolean packed = true;

        void page(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> kind = (int) field.number();
                case 2 -> unpackedSize = (int) field.number();
                case 3 -> packedSize = (int) field.number();
                case 5 -> field.struct(this::data);
                case 7 -> field.struct(this::dictionary);
                case 8 -> field.struct(this::data2);
                default -> field.skip();
            }
        }

        private void data(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> values = (int) field.number();
                case 2 -> encoding = (int) field.number();
                case 3 -> definitionEncoding = (int) field.number();
                case 4 -> repetitionEncoding = (int) field.number();
                default -> field.skip();
            }
        }

        private void dictionary(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> values = (int) field.number();
                case 2 -> encoding = (int) field.number();
                default -> field.skip();
            }
        }

        private void data2(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> values = (int) field.number();
                case 4 -> encoding = (int) field.number();
                case 5 -> definitions = (int) field.number();
                case 6 -> repetitions = (int) field.number();
                case 7 -> packed = field.truth();
                default -> field.skip();
            }
        }

        PageHeader header() throws UnreadableException {
            boolean levelsFit = definitions >= 0 && repetitions >= 0 && (long) definitions + repetitions <= packedSize;
            if (unpackedSize < 0 || packedSize < 0 || values < 0 || !levelsFit) {
                throw UnreadableException.corrupt("a page header lacks its sizes");
            }
            return new PageHeader(
                    kind,
                    unpackedSize,
                    packedSize,
                    values,
                    encoding,
                    definitionEncoding,
                    repetitionEncoding,
                    definitions,
                    repetitions,
                    packed);
        }
    }
}
