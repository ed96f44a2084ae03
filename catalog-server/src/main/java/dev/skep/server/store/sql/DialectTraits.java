package dev.skep.server.store.sql;

import com.zaxxer.hikari.HikariConfig;
import dev.skep.server.model.CatalogException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectLimitStep;
import org.jooq.impl.DSL;

/** What differs by database and jOOQ does not settle. Each has a file of the same name that says how its tables are made. */
enum DialectTraits {
    H2(SQLDialect.H2),
    POSTGRESQL(SQLDialect.POSTGRES),
    MARIADB(SQLDialect.MARIADB),
    MYSQL(SQLDialect.MYSQL);

    private static final String H2_PREFIX = "jdbc:h2:";
    private static final String MARIADB_PREFIX = "jdbc:mariadb:";
    private static final String MYSQL_PREFIX = "jdbc:mysql:";

    private final SQLDialect jooq;

    DialectTraits(SQLDialect jooq) {
        this.jooq = jooq;
    }

    /** @throws CatalogException {@code INVALID} if the URL is of another database */
    static DialectTraits of(String url) {
        if (url.startsWith(H2_PREFIX)) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        if (url.startsWith(MARIADB_PREFIX)) {
            return MARIADB;
        }
        if (url.startsWith(MYSQL_PREFIX)) {
            return MYSQL;
        }
        throw CatalogException.invalid(
                "The database URL '" + url + "' is of no database that the catalog knows: it begins"
                        + " with jdbc:h2:, jdbc:postgresql:, jdbc:mariadb: or jdbc:mysql:");
    }

    /** These traits, or those of what really answers: the driver of MariaDB speaks to MySQL, too. */
    DialectTraits at(Connection connection) throws SQLException {
        return switch (this) {
            case H2, POSTGRESQL -> this;
            case MARIADB, MYSQL ->
                connection.getMetaData().getDatabaseProductName().equals("MySQL") ? MYSQL : MARIADB;
        };
    }

    SQLDialect jooq() {
        return jooq;
    }

    /**
     * The URL with what the store needs of H2: names as they are written, and an end that waits for us and not for the
     * JVM's shutdown hooks. Texts up to 32 KB are kept beside their row; H2 reads longer ones one by one. What is no longer
     * referred to may be overwritten after a second and not after 45, else the file grows by megabytes a second under
     * many small writes; every commit is {@link #flush flushed}, so nothing older is needed. MariaDB's driver takes the
     * URLs of MySQL by its own name only.
     */
    String url(String url) {
        return switch (this) {
            case H2 ->
                url
                        + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;MAX_LENGTH_INPLACE_LOB=32768"
                        + ";RETENTION_TIME=1000";
            case POSTGRESQL -> url;
            case MARIADB, MYSQL ->
                url.startsWith(MYSQL_PREFIX) ? MARIADB_PREFIX + url.substring(MYSQL_PREFIX.length()) : url;
        };
    }

    Map<String, String> driverProperties() {
        return switch (this) {
            case H2 -> Map.of();
            case POSTGRESQL ->
                Map.of("reWriteBatchedInserts", "true", "ApplicationName", "skep", "tcpKeepAlive", "true");
            case MARIADB, MYSQL -> Map.of("useBulkStmts", "true", "tcpKeepAlive", "true");
        };
    }

    /** Makes the transactions of a pool's connections see one moment from their first statement to their end. */
    void seeOneMoment(HikariConfig pool) {
        switch (this) {
            // What H2 calls repeatable read shows rows that come in later; JDBC has no name for the next level.
            case H2 -> pool.setConnectionInitSql("set session characteristics as transaction isolation level snapshot");
            case POSTGRESQL, MARIADB, MYSQL -> pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        }
    }

    /**
     * Whether a row cannot be deleted while another transaction adds one that refers to it. H2 checks a foreign key against
     * what is committed and takes no lock, so both would succeed.
     */
    boolean foreignKeysLock() {
        return switch (this) {
            case H2 -> false;
            case POSTGRESQL, MARIADB, MYSQL -> true;
        };
    }

    /**
     * Whether texts are ordered by code point. H2 compares UTF-16 units: characters beyond U+FFFF come before those from
     * U+E000 on.
     */
    boolean ordersByCodePoint() {
        return switch (this) {
            case H2 -> false;
            case POSTGRESQL, MARIADB, MYSQL -> true;
        };
    }

    /**
     * Whether an index of several columns finds the values of a list in any but its first. H2 reads all rows with the same
     * first column then.
     */
    boolean findsListsByIndex() {
        return switch (this) {
            case H2 -> false;
            case POSTGRESQL, MARIADB, MYSQL -> true;
        };
    }

    /** Whether the field is one of the values, of which there is one at least; bounds keep H2's index from reading all. */
    <T extends Comparable<T>> Condition among(Field<T> field, List<T> values) {
        return findsListsByIndex()
                ? field.in(values)
                : field.in(values).and(field.between(Collections.min(values), Collections.max(values)));
    }

    /** Locks the rows against changes; in PostgreSQL other transactions may still refer to them. */
    <R extends Record> Select<R> lockedAgainstChange(SelectLimitStep<R> select) {
        return switch (this) {
            case POSTGRESQL -> select.forNoKeyUpdate();
            case H2, MARIADB, MYSQL -> select.forUpdate();
        };
    }

    /**
     * The time of the database in milliseconds since 1970: of the statement, where it can be had apart from the begin of
     * the transaction.
     */
    Field<Long> millis() {
        String sql = switch (this) {
            case H2 -> "cast(extract(epoch from current_timestamp) * 1000 as bigint)";
            case POSTGRESQL -> "cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
            case MARIADB, MYSQL ->
                "cast(timestampdiff(microsecond, '1970-01-01', utc_timestamp(3)) div 1000 as signed)";
        };
        return DSL.field(sql, Long.class);
    }

    /** Makes what is committed outlive the machine, where a commit alone does not: H2 writes half a second later. */
    void flush(Connection connection) throws SQLException {
        if (this == H2) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("checkpoint sync");
            }
        }
    }

    /** The file that holds the flyway placeholders. */
    String migrationSettings() {
        return switch (this) {
            case H2 -> "db/dialect/h2.properties";
            case POSTGRESQL -> "db/dialect/postgresql.properties";
            case MARIADB -> "db/dialect/mariadb.properties";
            case MYSQL -> "db/dialect/mysql.properties";
        };
    }
}
