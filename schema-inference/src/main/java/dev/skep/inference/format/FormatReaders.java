package dev.skep.inference.format;

import dev.skep.inference.grok.LogKind;
import java.util.List;

/** The one place where readers are registered. */
public final class FormatReaders {

    private FormatReaders() {}

    /** All readers: those with a magic number first, since a certain answer ends the search. */
    public static List<FormatReader> all() {
        return all(List.of());
    }

    /** @param logs kinds of a user's logs, which go before those that come with this library */
    public static List<FormatReader> all(List<LogKind> logs) {
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
                new LogReader(logs),
                new FixedReader(),
                new CsvReader());
    }
}
