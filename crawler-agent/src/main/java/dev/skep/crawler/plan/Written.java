package dev.skep.crawler.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.skep.crawler.catalog.CatalogStorage;
import dev.skep.crawler.catalog.CatalogTable;
import dev.skep.crawler.grouping.FoundTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a crawl wrote last into a table, kept with it. Where the catalog says something else now, a person changed it, and
 * the person's word stays; where it says the same, the next finding replaces it.
 *
 * @param columns name to the type that was found, which may be narrower than the registered one
 * @param storage settings of the SerDe, and classes, to marks of their values
 * @param parameters of the table to marks of their values
 */
record Written(Map<String, String> columns, Map<String, String> storage, Map<String, String> parameters) {

    /** The table parameter that keeps it. */
    static final String PARAMETER = "skep.written";

    /** Figures are never a person's word. */
    static final Set<String> FIGURES =
            Set.of(Figures.BYTES, Figures.FILES, Figures.ROWS, Figures.ROW_BYTES, Figures.ROWS_EXACT);

    private static final String CLASSES = "classes";

    /** So many that no edit is missed since two values have the same mark. */
    private static final int MARK_BYTES = 8;

    /** What is about to be written. */
    static Written of(FoundTable found, Storage storage) {
        Map<String, String> columns = new TreeMap<>();
        TableDefinition.columns(found).forEach(column -> columns.put(column.name(), column.type()));
        Map<String, String> settings = marks(storage.descriptor().serde().parameters());
        settings.put(CLASSES, mark(classes(storage.descriptor())));
        return new Written(columns, settings, marks(storage.tableParameters()));
    }

    /** What the catalog keeps; empty for tables of which nobody noted it. */
    static Optional<Written> in(CatalogTable table) {
        return parse(table.parameters().get(PARAMETER));
    }

    /** Reads what was written; empty if there is nothing, or nothing that can be read. */
    static Optional<Written> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            JsonNode json = JsonMapper.builder().build().readTree(text);
            return Optional.of(
                    new Written(map(json.path("columns")), map(json.path("storage")), map(json.path("parameters"))));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // somebody changed it, so it says nothing any more
        }
    }

    /** The same, but for these columns of it other types. */
    Written withColumns(Map<String, String> types) {
        Map<String, String> renewed = new TreeMap<>(columns);
        renewed.replaceAll((name, type) -> types.getOrDefault(name, type));
        return new Written(renewed, storage, parameters);
    }

    String text() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        columns.forEach(json.putObject("columns")::put);
        storage.forEach(json.putObject("storage")::put);
        parameters.forEach(json.putObject("parameters")::put);
        return json.toString();
    }

    /** True if a person gave the table other classes to be read by. */
    boolean hasOtherClasses(CatalogStorage now) {
        return !Objects.equals(storage.get(CLASSES), mark(classes(now)));
    }

    /** What of a setting is to be written: the new finding unless a person changed or removed the last one. */
    static Map<String, String> merged(
            Map<String, String> now, Map<String, String> wanted, Optional<Map<String, String>> last) {
        Map<String, String> merged = new TreeMap<>(now);
        wanted.forEach((key, value) -> {
            if (last.isEmpty()
                    || FIGURES.contains(key)
                    || key.startsWith("skep.")
                    || ours(key, now.get(key), last.get())) {
                merged.put(key, value);
            }
        });
        return merged;
    }

    private static boolean ours(String key, @Nullable String now, Map<String, String> last) {
        String mark = last.get(key);
        return mark == null ? now == null : now != null && mark(now).equals(mark);
    }

    private static String classes(CatalogStorage storage) {
        return storage.inputFormat() + " " + storage.outputFormat() + " "
                + storage.serde().library();
    }

    private static Map<String, String> marks(Map<String, String> values) {
        Map<String, String> marks = new TreeMap<>();
        values.forEach((key, value) -> marks.put(key, mark(value)));
        return marks;
    }

    private static String mark(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Map<String, String> map(JsonNode json) {
        Map<String, String> map = new TreeMap<>();
        json.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }
}
