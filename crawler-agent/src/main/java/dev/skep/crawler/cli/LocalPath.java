package dev.skep.crawler.cli;

import dev.skep.crawler.source.LocalSource;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path of this machine, as it is or as a {@code file:} URI. */
final class LocalPath implements ITypeConverter<Path> {

    /** A scheme of a single letter would be a drive. */
    private static final Pattern SCHEME = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]+:.*");

    @Override
    public Path convert(String text) {
        if (!SCHEME.matcher(text).matches() || Files.exists(Path.of(text))) {
            return Path.of(text);
        }
        if (!text.startsWith("file:/")) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is not on this machine; of other places, only those that begin with s3:, jdbc:, dynamodb: or catalog: can be crawled");
        }
        try {
            return Path.of(URI.create(text.replaceFirst("^file:/+", "file:/")));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no URI of a file: " + e.getMessage());
        }
    }

    static LocalSource source(Path path) throws Failure {
        if (Files.notExists(path)) {
            throw new Failure(Failure.NOT_FOUND, "there is no file or folder " + path.toAbsolutePath());
        }
        return new LocalSource(path);
    }
}
