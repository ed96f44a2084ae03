package dev.skep.inference.format;

import java.util.List;

/** The one place where readers are registered. */
public final class FormatReaders {

    private FormatReaders() {}

    /** All readers: those with a magic number first, since a certain answer ends the search. */
    public static List<FormatReader> all() {
        return List.of(
                new ParquetReader(),
                new OrcReader(),
                new AvroReader(),
                new XlsReader(),
                new XlsxReader(),
                new DeltaReader(),
                new IcebergReader(),
                new HudiReader(),
                new XmlReader(),
                new JsonReader(),
                new LogReader(),
                new CsvReader());
    }
}
