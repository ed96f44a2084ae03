package dev.skep.crawler.jdbc;

import dev.skep.crawler.egress.Egress;
import dev.skep.crawler.source.Glob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database, as whom it is asked, and what of it is wanted.
 *
 * @param url of the database; parameters that reach files, classes or other machines are refused
 * @param user absent for none
 * @param password absent for none
 * @param include paths such as {@code db/schema/table}, or {@code db/table} where there are no schemas; {@code %} stands for
 *     anything in a schema or table; none for all
 * @param exclude patterns for {@code schema/table}, or {@code table} where there are no schemas
 * @param drivers folder of further drivers; absent for none
 * @param embedded true if databases that are files of this machine may be opened
 * @param egress which machines may be talked to
 */
public record JdbcAccess(
        String url,
        @Nullable String user,
        @Nullable String password,
        List<IncludePath> include,
        List<Glob> exclude,
        @Nullable Path drivers,
        boolean embedded,
        Egress egress) {

    public JdbcAccess {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * The URL of a server's database.
     *
     * @param kind such as {@code postgresql}
     * @param port 0 for the usual one
     * @throws IllegalArgumentException if there is no such kind, or host or database hold what ends them in a URL
     */
    public static String url(String kind, String host, int port, String database) {
        Optional<Dialect> dialect = Dialects.named(kind);
        if (dialect.isEmpty()) {
            throw new IllegalArgumentException("'" + kind + "' is no kind of database; known are "
                    + Dialects.ALL.stream().map(Dialect::name).toList());
        }
        for (String part : List.of(host, database)) {
            if (!part.matches("[\\p{L}\\p{N}_.:\\[\\] $-]+")) {
                throw new IllegalArgumentException("'" + part + "' cannot stand in an address of a database");
            }
        }
        return dialect.get().url(host, port, database);
    }

    /** Without the password, and without the URL's parameters, which may hold one. */
    @Override
    public String toString() {
        return "JdbcAccess[" + url.replaceFirst("[?;].*", "") + ", user=" + user + ", include=" + include + "]";
    }
}
