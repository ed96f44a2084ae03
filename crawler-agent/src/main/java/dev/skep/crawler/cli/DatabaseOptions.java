package dev.skep.crawler.cli;

import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.jdbc.IncludePath;
import dev.skep.crawler.jdbc.JdbcAccess;
import dev.skep.crawler.source.Glob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How databases are reached. */
final class DatabaseOptions {

    @Option(names = "--user", paramLabel = "NAME", description = "User of the database.")
    private @Nullable String user;

    @Option(
            names = "--password",
            paramLabel = "PASSWORD",
            arity = "0..1",
            interactive = true,
            description = "Its password; asked for without echo if none is given. SKEP_DATABASE_PASSWORD says it too.")
    private char @Nullable [] password;

    @Option(
            names = "--include",
            paramLabel = "PATH",
            converter = PathConverter.class,
            description = {
                "Only these tables: database/schema/table, or database/table where there are no schemas, with %% for any. "
                        + "Can be given many times."
            })
    private List<IncludePath> include = new ArrayList<>();

    @Option(names = "--drivers", paramLabel = "FOLDER", description = "Folder of jars with further drivers.")
    private @Nullable Path drivers;

    @Option(names = "--allow-embedded", description = "Open databases that are files of this machine.")
    private boolean embedded;

    JdbcAccess access(String url, List<Glob> exclude) {
        String secret = password == null ? System.getenv("SKEP_DATABASE_PASSWORD") : String.valueOf(password);
        return new JdbcAccess(url, user, secret, include, exclude, drivers, embedded, Egress.LOCAL);
    }

    static final class PathConverter implements ITypeConverter<IncludePath> {
        @Override
        public IncludePath convert(String text) {
            try {
                return IncludePath.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
