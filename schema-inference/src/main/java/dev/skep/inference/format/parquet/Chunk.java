package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one leaf in one group of rows. Field numbers are those of parquet.thrift.
 *
 * @param codec its number in parquet.thrift
 * @param values how many, absent ones among them
 * @param start where its first page begins
 * @param length of all pages, as stored
 * @param elsewhere whether the pages are in another file, or encrypted
 */
record Chunk(int codec, long values, long start, long length, boolean elsewhere, Statistics statistics) {

    /**
     * What the footer says of the values, each absent if it does not. The deprecated fields came first, and what their order
     * means depends on the writer.
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    record Statistics(
            byte @Nullable [] oldSmallest,
            byte @Nullable [] oldLargest,
            byte @Nullable [] smallest,
            byte @Nullable [] largest,
            @Nullable Long nulls,
            boolean smallestAttained,
            boolean largestAttained) {}

    static Chunk read(CompactReader reader) throws UnreadableException {
        Fields fields = new Fields();
        reader.struct(fields::chunk);
        boolean dictionary = fields.dictionary > 0 && fields.dictionary < fields.data;
        return new Chunk(
                fields.codec,
                fields.values,
                dictionary ? fields.dictionary : fields.data,
                fields.length,
                fields.elsewhere,
                new Statistics(
                        fields.oldSmallest,
                        fields.oldLargest,
                        fields.smallest,
                        fields.largest,
                        fields.nulls,
                        fields.smallestAttained,
                        fields.largestAttained));
    }

    private static final class Fields {
        private int codec;
        private long values;
        private long length;
        private long data;
        private long dictionary;
        private boolean elsewhere;
        private byte @Nullable [] oldSmallest;
        private byte @Nullable [] oldLargest;
        private byte @Nullable [] smallest;
        private byte @Nullable [] largest;
        private @Nullable Long nulls;
        private boolean smallestAttained;
        private boolean largestAttained;

        void chunk(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1, 8, 9 -> {
                    elsewhere = true;
                    field.skip();
                }
                case 3 -> field.struct(this::metadata);
                default -> field.skip();
            }
        }

        private void metadata(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 4 -> codec = (int) field.number();
                case 5 -> values = field.number();
                case 7 -> length = field.number();
                case 9 -> data = field.number();
                case 11 -> dictionary = field.number();
                case 12 -> field.struct(this::statistics);
                default -> field.skip();
            }
        }

        private void statistics(CompactReader.Field field) throws UnreadableException {
            switch (field.id()) {
                case 1 -> oldLargest = field.binary();
                case 2 -> oldSmallest = field.binary();
                case 3 -> nulls = field.number();
                case 5 -> largest = field.binary();
                case 6 -> smallest = field.binary();
                case 7 -> largestAttained = field.truth();
                case 8 -> smallestAttained = field.truth();
                default -> field.skip();
            }
        }
    }
}
