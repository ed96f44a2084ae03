package dev.skep.inference.format;

import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.SelfDescribed.Found;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** ORC, by its tail: postscript and footer; no stripe is read. */
public final class OrcReader implements FormatReader {

    private static final byte[] MAGIC = "ORC".getBytes(StandardCharsets.US_ASCII);

    @Override
    public Format format() {
        return Format.ORC;
    }

    @Override
    public Likeness sniff(Sample sample) {
        return sample.startsWith(MAGIC) ? Likeness.CERTAIN : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        WholeFile.require(sample, "ORC");
        OrcFooter footer = footer(sample);
        List<Found> columns = footer.columns(sample.limits());
        return SelfDescribed.answer(
                sample, Format.ORC, columns, new RowCount(footer.rows(), true), Map.of(), List.of());
    }

    private static OrcFooter footer(Sample sample) throws IOException, UnreadableException {
        long size = sample.source().size();
        int scriptLength = sample.source().read(size - 1, 1)[0] & 0xff;
        if (scriptLength == 0 || scriptLength + 1 + MAGIC.length > size) {
            throw UnreadableException.truncated("it begins as ORC but does not end with a postscript");
        }
        byte[] script = sample.source().read(size - 1 - scriptLength, scriptLength);
        PostScript postScript = PostScript.parse(script);
        long length = postScript.footerLength();
        if (length <= 0 || length > size - 1 - scriptLength - MAGIC.length) {
            throw UnreadableException.corrupt(
                    "its postscript claims a footer of " + length + " bytes in a file of " + size + " bytes");
        }
        if (length > sample.limits().footer()) {
            throw UnreadableException.tooLarge("its footer of " + length + " bytes is above the limit of "
                    + sample.limits().footer());
        }
        byte[] packed = sample.source().read(size - 1 - scriptLength - length, (int) length);
        byte[] footer = OrcCodec.of(postScript.compression())
                .unpack(packed, postScript.blockSize(), sample.limits().footer());
        return OrcFooter.parse(footer, sample.limits());
    }

    /**
     * The uncompressed end of an ORC file; field numbers are those of orc_proto.proto.
     *
     * @param blockSize most bytes that one compressed block unpacks to
     */
    private record PostScript(long footerLength, int compression, long blockSize) {

        private static final long DEFAULT_BLOCK = 256 << 10;

        static PostScript parse(byte[] bytes) throws UnreadableException {
            ProtobufReader reader = new ProtobufReader(bytes, 0, bytes.length);
            long footerLength = 0;
            int compression = 0;
            long blockSize = DEFAULT_BLOCK;
            String magic = "ORC";
            try {
                for (int field = reader.next(); field != 0; field = reader.next()) {
                    switch (field) {
                        case 1 -> footerLength = reader.number();
                        case 2 -> compression = (int) reader.number();
                        case 3 -> blockSize = reader.number();
                        case 8000 -> magic = reader.text();
                        default -> reader.skip();
                    }
                }
            } catch (UnreadableException e) {
                throw UnreadableException.truncated("it begins as ORC but does not end with a postscript");
            }
            // Files of Hive 0.11 carry no magic here; a wrong one means these bytes are something else.
            if (!magic.equals("ORC")) {
                throw UnreadableException.truncated("it begins as ORC but does not end with a postscript");
            }
            return new PostScript(footerLength, compression, blockSize);
        }
    }
}
