package dev.skep.crawler.jdbc;

import dev.skep.crawler.grouping.Finder;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.source.Problem;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the tables and views of a database. Of the rows nothing is read: the database knows its schema. */
public final class JdbcFinder implements Finder {

    private static final int PATIENCE_SECONDS = 120;

    private final JdbcAccess access;
    private final JdbcUrl url;

    /** @throws IOException if the database is not known or not allowed; the message is a sentence */
    public JdbcFinder(JdbcAccess access) throws IOException {
        this.access = access;
        this.url = JdbcUrl.of(access);
    }

    @Override
    public String location() {
        return url.location();
    }

    @Override
    public Found find(Memory memory, Progress progress) throws IOException {
        try (Connection connection = Drivers.connect(url, access)) {
            Search search = new Search(connection);
            search.run(progress);
            return search.found();
        } catch (SQLException e) {
            throw new IOException("the database " + url.address() + " cannot be asked: " + e.getMessage(), e);
        }
    }

    /** One table, as the database names it. */
    private record Name(String schema, String table) {
        String path() {
            return schema.isEmpty() ? table : schema + "/" + table;
        }
    }

    private final class Search {
        private final Connection connection;
        private final DatabaseMetaData catalog;
        private final Dialect dialect = url.dialect();
        private final List<FoundTable> tables = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();

        Search(Connection connection) throws SQLException {
            this.connection = connection;
            this.catalog = connection.getMetaData();
        }

        void run(Progress progress) throws SQLException, IOException {
            String database = database();
            Map<Name, RelationBuilder> relations = relations(database);
            progress.listed(relations.size());
            Map<Name, Long> estimates = estimates();
            columns(database, relations);
            long done = 0;
            for (Map.Entry<Name, RelationBuilder> each : relations.entrySet()) {
                Name name = each.getKey();
                RelationBuilder relation = each.getValue();
                relation.keys(primaryKeys(database, name));
                Optional<FoundTable> found =
                        relation.build(name.path(), quoted(name), location(), url, estimates.get(name));
                found.ifPresentOrElse(
                        tables::add,
                        () -> problems.add(new Problem(name.path(), "the database names no columns of it")));
                progress.sampled(++done, relations.size());
            }
        }

        Found found() {
            tables.sort(Comparator.comparing(FoundTable::path));
            return Found.ofAll(tables, problems, tables.size());
        }

        /** The database that tables are listed of; empty where the driver knows none. */
        private String database() throws SQLException, IOException {
            String connected = connection.getCatalog() == null ? "" : connection.getCatalog();
            for (IncludePath path : access.include()) {
                boolean other = !connected.isEmpty() && !path.database().equalsIgnoreCase(connected);
                if (other) {
                    throw new IOException("the path " + path.text() + " is of another database than " + connected
                            + ", to which the address leads");
                }
            }
            return connected;
        }

        private Map<Name, RelationBuilder> relations(String database) throws SQLException, IOException {
            Map<Name, RelationBuilder> relations = new LinkedHashMap<>();
            try (ResultSet rows = catalog.getTables(nullIfEmpty(database), null, "%", null)) {
                String first = null;
                while (rows.next()) {
                    String of = text(rows, "TABLE_CAT");
                    if (first != null && !first.equals(of)) {
                        throw new IOException(
                                "the address " + url.address() + " names no database, and there are several, such as "
                                        + first + " and " + of + "; write " + url.address() + "/" + of);
                    }
                    first = of;
                    Name name = name(rows);
                    String type = text(rows, "TABLE_TYPE").toUpperCase(Locale.ROOT);
                    if (isWanted(name, type)) {
                        relations.put(name, new RelationBuilder(dialect, type.contains("VIEW"), text(rows, "REMARKS")));
                    }
                }
            }
            return relations;
        }

        private boolean isWanted(Name name, String type) {
            boolean rows = type.contains("TABLE") || type.contains("VIEW");
            boolean foreign = type.contains("SYSTEM") || type.contains("TEMPORARY") || type.contains("INDEX");
            boolean included = access.include().isEmpty()
                    || access.include().stream().anyMatch(path -> path.matches(name.schema(), name.table()));
            return rows
                    && !foreign
                    && included
                    && !dialect.systemSchemas().contains(name.schema().toLowerCase(Locale.ROOT))
                    && access.exclude().stream().noneMatch(glob -> glob.matches(name.path()));
        }

        /** All columns of a schema in one query; a query for every table would take minutes in large databases. */
        private void columns(String database, Map<Name, RelationBuilder> relations) throws SQLException {
            for (String schema :
                    relations.keySet().stream().map(Name::schema).distinct().toList()) {
                try (ResultSet rows = catalog.getColumns(
                        nullIfEmpty(database), schema.isEmpty() ? null : escaped(schema), "%", "%")) {
                    while (rows.next()) {
                        RelationBuilder relation = relations.get(name(rows));
                        if (relation != null) {
                            relation.column(
                                    rows.getInt("ORDINAL_POSITION"),
                                    text(rows, "COLUMN_NAME"),
                                    new Dialect.RawType(
                                            text(rows, "TYPE_NAME"),
                                            rows.getInt("DATA_TYPE"),
                                            rows.getInt("COLUMN_SIZE"),
                                            rows.getInt("DECIMAL_DIGITS")),
                                    rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                                    text(rows, "REMARKS"));
                        }
                    }
                }
            }
        }

        private List<String> primaryKeys(String database, Name name) {
            Map<Integer, String> keys = new TreeMap<>();
            try (ResultSet rows =
                    catalog.getPrimaryKeys(nullIfEmpty(database), nullIfEmpty(name.schema()), name.table())) {
                while (rows.next()) {
                    keys.put(rows.getInt("KEY_SEQ"), text(rows, "COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            } catch (SQLException e) {
                return List.of(); // some drivers do not know keys at all, and views have none
            }
            return List.copyOf(keys.values());
        }

        private Map<Name, Long> estimates() {
            Map<Name, Long> estimates = new HashMap<>();
            Optional<String> query = dialect.rowEstimates();
            if (query.isPresent()) {
                try (Statement statement = connection.createStatement()) {
                    statement.setQueryTimeout(PATIENCE_SECONDS);
                    try (ResultSet rows = statement.executeQuery(query.get())) {
                        while (rows.next()) {
                            String schema = dialect.hasSchemas() ? rows.getString(1) : "";
                            estimates.put(new Name(schema, rows.getString(2)), rows.getLong(3));
                        }
                    }
                } catch (SQLException e) {
                    problems.add(new Problem("", "rows cannot be estimated: " + e.getMessage()));
                }
            }
            return estimates;
        }

        private Name name(ResultSet rows) throws SQLException {
            return new Name(dialect.hasSchemas() ? text(rows, "TABLE_SCHEM") : "", text(rows, "TABLE_NAME"));
        }

        /** The name in a statement, whatever letters and words it is made of. */
        private String quoted(Name name) throws SQLException {
            String quote = catalog.getIdentifierQuoteString().strip(); // a blank where the database knows none
            return Stream.of(name.schema(), name.table())
                    .filter(part -> !part.isEmpty())
                    .map(part -> quote.isEmpty() ? part : quote + part.replace(quote, quote + quote) + quote)
                    .collect(Collectors.joining("."));
        }

        private String escaped(String schema) throws SQLException {
            String escape = catalog.getSearchStringEscape();
            return escape == null || escape.isEmpty()
                    ? schema
                    : schema.replace(escape, escape + escape)
                            .replace("_", escape + "_")
                            .replace("%", escape + "%");
        }
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String text(ResultSet rows, String column) throws SQLException {
        String text = rows.getString(column);
        return text == null ? "" : text;
    }
}
