package dev.skep.crawler.jdbc;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.Extent;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.crawler.jdbc.Dialect.RawType;
import dev.skep.inference.Evidence;
import dev.skep.inference.HiveType;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.Reason;
import dev.skep.inference.RowCount;
import dev.skep.inference.SparkSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers what a database says of one table. */
final class RelationBuilder {

    private final Dialect dialect;
    private final boolean view;
    private final String comment;
    private final SortedMap<Integer, Column> columns = new TreeMap<>();
    private List<String> keys = List.of();

    private record Column(String name, RawType type, boolean nullable, String comment) {}

    RelationBuilder(Dialect dialect, boolean view, String comment) {
        this.dialect = dialect;
        this.view = view;
        this.comment = comment;
    }

    void column(int position, String name, RawType type, boolean nullable, String remark) {
        columns.put(position, new Column(name, type, nullable, remark));
    }

    void keys(List<String> names) {
        keys = names;
    }

    /**
     * The table; empty if it has no columns.
     *
     * @param quoted the name as it stands in statements of the database
     */
    Optional<FoundTable> build(String path, String quoted, String root, JdbcUrl url, @Nullable Long estimate) {
        List<InferredColumn> inferred = new ArrayList<>();
        Map<String, String> comments = new HashMap<>();
        Map<String, String> rawTypes = new TreeMap<>();
        List<String> notes = new ArrayList<>();
        List<Evidence> decisions = new ArrayList<>();
        decisions.add(FoundTable.grouping(view ? "view" : "table", "the database says so"));
        Set<String> taken = new HashSet<>();
        for (Column column : columns.values()) {
            String name = column.name().toLowerCase(Locale.ROOT);
            if (!taken.add(name)) {
                notes.add("the column " + column.name() + " is left out: another one differs from it in case only");
                continue;
            }
            HiveType type = TypeMapping.of(column.type(), dialect);
            String raw = column.type().text();
            Reason reason = Reason.stated("the database says " + raw);
            InferredColumn found = new InferredColumn(name, column.name(), type, type, column.nullable(), reason);
            inferred.add(found);
            decisions.add(found.evidence());
            rawTypes.put(name, raw);
            if (!column.comment().isEmpty()) {
                comments.put(name, column.comment());
            }
        }
        if (inferred.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FoundTable(
                path,
                false,
                root + "/" + path,
                new Content.Relation(
                        dialect.name(),
                        view,
                        comment.isEmpty() ? Optional.empty() : Optional.of(comment),
                        comments,
                        rawTypes,
                        serdeProperties(quoted, url),
                        tableProperties(path, url, rawTypes)),
                inferred,
                new PartitionLayout(List.of(), Map.of()),
                new Extent(0, 0, new RowCount(estimate == null ? 0 : Math.max(0, estimate), false)),
                decisions,
                notes,
                null));
    }

    /** What Spark's own reader of databases asks for, but for user and password, which are never kept. */
    private Map<String, String> serdeProperties(String quoted, JdbcUrl url) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("url", dialect.sparkUrl(url.bare()));
        properties.put("dbtable", quoted);
        if (dialect.drivers().size() == 1) {
            properties.put("driver", dialect.drivers().get(0)); // or Spark does not find one that --jars has brought
        }
        return properties;
    }

    /**
     * How Hive's storage handler and Spark reach the table. Spark is told no columns: it asks the database, and refuses a
     * table if it was told others.
     */
    private Map<String, String> tableProperties(String path, JdbcUrl url, Map<String, String> rawTypes) {
        Map<String, String> properties = new TreeMap<>(SparkSource.of("jdbc").tableProperties());
        dialect.hiveName().ifPresent(name -> {
            properties.put("storage_handler", "org.apache.hive.storage.jdbc.JdbcStorageHandler");
            properties.put("hive.sql.database.type", name);
            properties.put("hive.sql.jdbc.driver", dialect.drivers().get(0));
            properties.put("hive.sql.jdbc.url", url.bare());
            properties.put("hive.sql.table", path.substring(path.indexOf('/') + 1));
            if (path.indexOf('/') > 0) {
                properties.put("hive.sql.schema", path.substring(0, path.indexOf('/')));
            }
        });
        ObjectNode raw = JsonNodeFactory.instance.objectNode();
        rawTypes.forEach(raw::put);
        properties.put("skep.jdbc.types", raw.toString());
        if (!keys.isEmpty()) {
            properties.put("skep.jdbc.primaryKey", String.join(",", keys));
        }
        return properties;
    }
}
