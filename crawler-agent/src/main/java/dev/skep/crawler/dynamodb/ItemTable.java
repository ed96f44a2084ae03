package dev.skep.crawler.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.grouping.Content;
import dev.skep.crawler.grouping.Extent;
import dev.skep.crawler.grouping.FoundTable;
import dev.skep.inference.ColumnNames;
import dev.skep.inference.Evidence;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.InferredColumn;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.Reason;
import dev.skep.inference.RowCount;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Gathers what is known of one table. Its columns are its key, then all attributes of the items seen, as they were seen. */
final class ItemTable {

    private static final String HANDLER = "org.apache.hadoop.hive.dynamodb.DynamoDBStorageHandler";

    /** Names of attributes beyond these are data. */
    private static final int MOST_COLUMNS = 1_000;

    private final TableDescription table;
    private final @Nullable URI endpoint;
    private final String root;
    private final Map<String, ScalarAttributeType> keys = new LinkedHashMap<>();
    private final Map<String, Attributes> attributes = new LinkedHashMap<>();
    private long items;
    private boolean complete;
    private boolean crowded;

    ItemTable(TableDescription table, @Nullable URI endpoint, String root) {
        this.table = table;
        this.endpoint = endpoint;
        this.root = root;
        Map<String, ScalarAttributeType> types = new HashMap<>();
        for (AttributeDefinition each : table.attributeDefinitions()) {
            types.put(each.attributeName(), each.attributeType());
        }
        for (KeySchemaElement key : table.keySchema()) {
            keys.put(key.attributeName(), types.getOrDefault(key.attributeName(), ScalarAttributeType.S));
            attributes.put(key.attributeName(), new Attributes());
        }
    }

    void add(Map<String, AttributeValue> item) {
        items++;
        item.forEach((name, value) -> {
            if (attributes.size() < MOST_COLUMNS || attributes.containsKey(name)) {
                attributes.computeIfAbsent(name, each -> new Attributes()).add(value);
            } else {
                crowded = true;
            }
        });
    }

    void complete(boolean all) {
        complete = all;
    }

    FoundTable build() {
        List<String> labels = labels();
        List<String> names = ColumnNames.folded(labels);
        List<InferredColumn> columns = new ArrayList<>();
        List<Evidence> decisions = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        decisions.add(FoundTable.grouping("table", "DynamoDB says so"));
        decisions.add(new Evidence(
                Evidence.Topic.SAMPLE,
                "",
                items + " items",
                1,
                complete ? "these are all there are" : "the table says it has about " + estimate()));
        for (int i = 0; i < labels.size(); i++) {
            Attributes values = attributes.getOrDefault(labels.get(i), new Attributes());
            HiveType seen = values.type();
            boolean key = keys.containsKey(labels.get(i));
            HiveType type = key && seen == Scalar.VOID ? keyType(labels.get(i)) : seen;
            Reason reason = key && seen == Scalar.VOID
                    ? Reason.stated("it is a key of that type")
                    : values.reason(complete ? 1 : 0.9);
            columns.add(new InferredColumn(
                    names.get(i), labels.get(i), type, type == Scalar.VOID ? Scalar.STRING : type, !key, reason));
            decisions.add(columns.get(i).evidence());
        }
        if (crowded) {
            notes.add(
                    "only the first " + MOST_COLUMNS + " attributes are columns: names of attributes seem to be data");
        }
        return new FoundTable(
                table.tableName(),
                false,
                endpoint == null ? table.tableArn() : root + "/" + table.tableName(),
                new Content.Items("dynamodb", complete ? 1 : 0.9, parameters(columns, notes)),
                columns,
                new PartitionLayout(List.of(), Map.of()),
                new Extent(
                        0,
                        table.tableSizeBytes() == null ? 0 : table.tableSizeBytes(),
                        complete ? new RowCount(items, true) : new RowCount(estimate(), false)),
                decisions,
                notes,
                null);
    }

    /**
     * The key, then the others by name, since neither items nor attributes come in an order. Of names that differ in case
     * only, the one that was seen most comes first and keeps its name.
     */
    private List<String> labels() {
        List<String> others = new ArrayList<>(attributes.keySet());
        others.removeAll(keys.keySet());
        others.sort(Comparator.comparing((String name) -> name.toLowerCase(Locale.ROOT))
                .thenComparing(
                        name -> -attributes.getOrDefault(name, new Attributes()).given())
                .thenComparing(Comparator.naturalOrder()));
        List<String> labels = new ArrayList<>(keys.keySet());
        labels.addAll(others);
        return labels;
    }

    /** About how many items there are; the figure is some hours old. */
    private long estimate() {
        return table.itemCount() == null ? 0 : table.itemCount();
    }

    private HiveType keyType(String name) {
        return switch (keys.getOrDefault(name, ScalarAttributeType.S)) {
            case N -> Scalar.BIGINT;
            case B -> Scalar.BINARY;
            case S, UNKNOWN_TO_SDK_VERSION -> Scalar.STRING;
        };
    }

    /** What the storage handler of Hive asks for, and what is known of the table besides. */
    private Map<String, String> parameters(List<InferredColumn> columns, List<String> notes) {
        Map<String, String> parameters = new TreeMap<>();
        for (KeySchemaElement key : table.keySchema()) {
            parameters.put(
                    key.keyType() == KeyType.HASH ? "skep.dynamodb.partitionKey" : "skep.dynamodb.sortKey",
                    key.attributeName());
        }
        ObjectNode types = JsonNodeFactory.instance.objectNode();
        attributes.forEach((name, values) -> types.put(
                name, values.given() == 0 && keys.containsKey(name) ? String.valueOf(keys.get(name)) : values.kinds()));
        parameters.put("skep.dynamodb.types", types.toString());
        List<String> unsayable = columns.stream()
                .map(InferredColumn::label)
                .filter(label -> label.indexOf(',') >= 0 || label.indexOf(':') >= 0)
                .toList();
        if (!unsayable.isEmpty()) {
            notes.add(
                    "Hive's storage handler cannot be told of attributes with commas or colons in their names, so it is"
                            + " not set: " + unsayable);
            return parameters;
        }
        parameters.put("storage_handler", HANDLER);
        parameters.put("dynamodb.table.name", table.tableName());
        parameters.put("dynamodb.column.mapping", mapping(columns, InferredColumn::label));
        List<InferredColumn> sets = columns.stream()
                .filter(column -> attributes
                        .getOrDefault(column.label(), new Attributes())
                        .kinds()
                        .matches("SS|NS|BS"))
                .toList();
        if (!sets.isEmpty()) {
            parameters.put(
                    "dynamodb.type.mapping",
                    mapping(
                            sets,
                            column -> attributes
                                    .getOrDefault(column.label(), new Attributes())
                                    .kinds()));
        }
        if (endpoint == null) {
            parameters.put("dynamodb.region", region());
        } else {
            parameters.put("dynamodb.endpoint", endpoint.toString());
        }
        return parameters;
    }

    private static String mapping(List<InferredColumn> columns, Function<InferredColumn, String> value) {
        return String.join(
                ",",
                columns.stream()
                        .map(column -> column.name() + ":" + value.apply(column))
                        .toList());
    }

    private String region() {
        String[] arn = table.tableArn().split(":", -1);
        return arn.length > 3 ? arn[3] : "";
    }
}
