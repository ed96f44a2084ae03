package dev.skep.inference.format.parquet;

import dev.skep.inference.UnreadableException;

/**
 * The values of one leaf in one group of rows. Field numbers are those of parquet.thrift.
 *
 * @param codec its number in parquet.thrift
 * @param values how many, absent ones among them
 * @param start where its first page begins
 * @param length of all pages, as stored
 * @param elsewhere whether the pages are in another file, or encrypted
 */
record Chunk(int codec, long values, long start, long length, boolean elsewhere) {

    static Chunk read(CompactReader reader) throws UnreadableException {
        Fields fields = new Fields();
        reader.struct(fields::chunk);
        boolean dictionary = fields.dictionary > 0 && fields.dictionary < fields.data;
        return new Chunk(
                fields.codec,
                fields.values,
                dictionary ? fields.dictionary : fields.data,
                fields.length,
                fields.elsewhere);
    }

    private static final class Fields {
        private int codec;
        private long values;
        private long length;
        private long data;
        private long dictionary;
        private boolean elsewhere;

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
                default -> field.skip();
            }
        }
    }
}
