package dev.skep.inference.format;

import dev.skep.inference.Compression;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.sheet.XlsxWorkbook;
import dev.skep.inference.sample.Sample;
import dev.skep.inference.unpack.Archive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Workbooks of Excel 2007 and later. */
public final class XlsxReader implements FormatReader {

    @Override
    public Format format() {
        return Format.XLSX;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        if (!Archive.recognises(sample.start())) {
            return Likeness.NONE;
        }
        boolean workbook = sample.compression() == Compression.NONE
                ? isWorkbook(sample)
                : new String(sample.start(), StandardCharsets.ISO_8859_1).contains("xl/workbook.");
        return workbook ? new Likeness(1, "it is an archive with the parts of a workbook") : Likeness.NONE;
    }

    private static boolean isWorkbook(Sample sample) throws IOException {
        try {
            return XlsxWorkbook.isWorkbook(sample.source());
        } catch (UnreadableException e) {
            return false;
        }
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        WholeFile.require(sample, "a workbook");
        XlsxWorkbook workbook = new XlsxWorkbook(sample.source(), sample.limits());
        return SheetReader.read(sample, Format.XLSX, workbook);
    }
}
