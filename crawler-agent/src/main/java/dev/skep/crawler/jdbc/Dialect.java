package dev.skep.crawler.jdbc;

import dev.skep.inference.HiveType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What is particular about one kind of database. A dialect is one small class, and a line in {@link Dialects}; what it
 * does not say is as the standard has it.
 */
public interface Dialect {

    /** The table parameter {@code classification}, such as {@code postgresql}. */
    String name();

    /** What URLs of this kind begin with after {@code jdbc:}, the first one leading, such as {@code postgresql:}. */
    List<String> schemes();

    /** Classes of drivers; the first that is found is used. */
    List<String> drivers();

    /** The port servers listen on; 0 for databases without servers. */
    int port();

    /** True if a URL opens a file or memory of this machine instead of talking to a server. */
    default boolean isEmbedded(String url) {
        return false;
    }

    /** False where a database is all there is between server and table, as in MySQL. */
    default boolean hasSchemas() {
        return true;
    }

    /** The URL for a database of a server. */
    default String url(String host, int port, String database) {
        return "jdbc:" + schemes().get(0) + "//" + host + ":" + (port == 0 ? port() : port) + "/" + database;
    }

    /** The URL as a driver wants it. */
    default String driverUrl(String url, String driver) {
        return url;
    }

    /** The URL by which Spark knows the kind, and with it how names are quoted. */
    default String sparkUrl(String url) {
        return url;
    }

    /** Parameters, in lower case, that reach files, classes or machines besides those that are refused everywhere. */
    default Set<String> dangerousParameters() {
        return Set.of();
    }

    /** What keeps the driver from writing, where it can be told. */
    default Properties readOnly() {
        return new Properties();
    }

    /** Schemas that hold the database's own tables, in lower case. */
    default Set<String> systemSchemas() {
        return Set.of("information_schema");
    }

    /** A query for schema (or database), table and estimated rows of all tables; empty if nobody estimates. */
    default Optional<String> rowEstimates() {
        return Optional.empty();
    }

    /** The type for a column whose standard type does not say it well; empty if it does. */
    default Optional<HiveType> type(RawType raw) {
        return Optional.empty();
    }

    /** What Hive's own storage handler calls this kind; empty if it does not know it. */
    default Optional<String> hiveName() {
        return Optional.empty();
    }

    /**
     * A type as the driver tells it.
     *
     * @param name as the database spells it
     * @param jdbc one of {@link java.sql.Types}
     * @param size digits, characters or bytes
     * @param scale digits after the point
     */
    record RawType(String name, int jdbc, int size, int scale) {

        String lowerName() {
            return name.toLowerCase(Locale.ROOT);
        }

        /** Names without a length of their own get it here. */
        String text() {
            boolean sized = size > 0 && size < 1 << 24 && name.indexOf('(') < 0;
            return switch (jdbc) {
                case java.sql.Types.CHAR, java.sql.Types.VARCHAR, java.sql.Types.NCHAR, java.sql.Types.NVARCHAR ->
                    sized ? name + "(" + size + ")" : name;
                case java.sql.Types.DECIMAL, java.sql.Types.NUMERIC ->
                    sized ? name + "(" + size + "," + scale + ")" : name;
                default -> name;
            };
        }
    }
}
