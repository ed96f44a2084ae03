package dev.skep.inference.format;

import java.util.ArrayList;
import java.util.List;

/** The one place where readers are registered. */
public final class FormatReaders {

    private FormatReaders() {}

    /** All readers: those with a magic number first, since a certain answer ends the search. */
    public static List<FormatReader> all() {
        return all(List.of());
    }

    /** @param own readers of a user's, such as those of {@link Classifiers}, which are asked first */
    public static List<FormatReader> all(List<FormatReader> own) {
        List<FormatReader> all = new ArrayList<>(own);
        all.addAll(List.of(
                new ParquetReader(),
                new OrcReader(),
                new AvroReader(),
                new XlsReader(),
                new XlsxReader(),
                new DeltaReader(),
                new IcebergReader(),
                new HudiReader(),
                new BsonReader(),
                new XmlReader(),
                new JsonReader(),
                new IonReader(),
                new LogReader(),
                new FixedReader(),
                new CsvReader()));
        return all;
    }
}
