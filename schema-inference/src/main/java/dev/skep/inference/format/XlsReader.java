package dev.skep.inference.format;

import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.sheet.XlsWorkbook;
import dev.skep.inference.sample.Sample;
import java.io.IOException;

/** Workbooks of Excel 97 to 2003. */
public final class XlsReader implements FormatReader {

    private static final byte[] COMPOUND_FILE = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };

    @Override
    public Format format() {
        return Format.XLS;
    }

    @Override
    public Likeness sniff(Sample sample) {
        return sample.startsWith(COMPOUND_FILE) ? Likeness.CERTAIN : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        WholeFile.require(sample, "a workbook");
        return SheetReader.read(sample, Format.XLS, new XlsWorkbook(sample.source(), sample.limits()));
    }
}
