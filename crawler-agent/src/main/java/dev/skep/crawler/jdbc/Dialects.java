package dev.skep.crawler.jdbc;

import java.util.List;
import java.util.Optional;

/** All dialects. A new one is a class that says what is particular about it, and a line here. */
final class Dialects {

    static final List<Dialect> ALL = List.of(
            new PostgreSql(),
            new MySql(),
            new H2(),
            new Sqlite(),
            new DuckDb(),
            new Oracle(),
            new SqlServer(),
            new Redshift(),
            new Snowflake(),
            new Trino(),
            new ClickHouse());

    private Dialects() {}

    /** The dialect of a URL. */
    static Optional<Dialect> of(String url) {
        return ALL.stream()
                .filter(dialect -> dialect.schemes().stream()
                        .anyMatch(scheme -> url.regionMatches(true, 5, scheme, 0, scheme.length())))
                .findFirst();
    }

    /** The dialect of a name. */
    static Optional<Dialect> named(String name) {
        return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
    }
}
