package dev.skep.inference;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The storage half of a table definition that makes engines read a source.
 *
 * @param serdeLibrary empty, as are the formats, where no class of Hive's reads the source
 * @param serdeProperties parameters of the SerDe, such as {@code field.delim}
 * @param tableProperties parameters of the table that readers heed, such as {@code skip.header.line.count}, and {@code
 *     classification}, {@code compressionType}
 */
public record StorageForm(
        String inputFormat,
        String outputFormat,
        String serdeLibrary,
        SortedMap<String, String> serdeProperties,
        SortedMap<String, String> tableProperties) {

    public StorageForm {
        serdeProperties = Collections.unmodifiableSortedMap(new TreeMap<>(serdeProperties));
        tableProperties = Collections.unmodifiableSortedMap(new TreeMap<>(tableProperties));
    }

    /** The usual form of a format. */
    public static StorageForm of(
            Format format, Compression compression, Map<String, String> serdeProperties, Map<String, String> more) {
        return of(format, format.serdeLibrary(), compression, serdeProperties, more);
    }

    /** The form of files that no class of Hive's reads. */
    public static StorageForm unread(Format format, Compression compression, Map<String, String> more) {
        SortedMap<String, String> tableProperties = new TreeMap<>(more);
        tableProperties.put("classification", format.classification());
        tableProperties.put("compressionType", compression.label());
        return new StorageForm("", "", "", new TreeMap<>(), tableProperties);
    }

    /** The form of a format read by another SerDe than its usual one. */
    public static StorageForm of(
            Format format,
            String serdeLibrary,
            Compression compression,
            Map<String, String> serdeProperties,
            Map<String, String> more) {
        SortedMap<String, String> tableProperties = new TreeMap<>(more);
        tableProperties.put("classification", format.classification());
        tableProperties.put("compressionType", compression.label());
        return new StorageForm(
                format.inputFormat(),
                format.outputFormat(),
                serdeLibrary,
                new TreeMap<>(serdeProperties),
                tableProperties);
    }
}
