package dev.skep.server.front.hive.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.ObjectDictionary;
import dev.skep.hive.api.Table;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.thrift.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which columns Hive 4 gathers statistics of in a new table. It says so beside the table, in its dictionary, and leaves it to
 * the server to look whether there is nothing in the table's directory; older clients write the parameter themselves.
 */
final class CountedColumns {
    private static final Logger LOG = LoggerFactory.getLogger(CountedColumns.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "setStatsStateForCreateTable";

    private CountedColumns() {}

    /** None, if the client does not gather statistics. */
    static List<String> of(Table table) {
        JsonNode setup = setup(table.dictionary());
        if (!setup.path("enabled").asBoolean()) {
            return List.of();
        }
        List<String> named = new ArrayList<>();
        setup.path("columnNames").forEach(name -> named.add(name.asText()));
        return named.isEmpty() ? columns(table) : named;
    }

    private static JsonNode setup(@Nullable ObjectDictionary dictionary) {
        List<Bytes> texts = dictionary == null ? null : dictionary.values().get(KEY);
        if (texts == null || texts.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(texts.get(0).toByteArray());
        } catch (IOException e) {
            LOG.debug("A new table comes with a dictionary that is no JSON: {}", e.getMessage());
            return MissingNode.getInstance();
        }
    }

    private static List<String> columns(Table table) {
        return table.sd() == null
                ? List.of()
                : Translation.orEmpty(table.sd().cols()).stream()
                        .map(FieldSchema::name)
                        .toList();
    }
}
