package dev.skep.inference.format.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.Limits;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the actions of a log say together, whatever they were read from. Names are those of Delta's protocol ("actions",
 * "column mapping", "generated columns").
 */
public final class DeltaLog {

    /** Of more files, neither rows nor partitions are told. */
    public static final int MOST_FILES = 100_000;

    /** So many files are asked for their rows where the log does not tell. */
    private static final int MOST_FOOTERS = 1_000;

    private final JsonMapper json;
    private final Map<String, Content> files = new HashMap<>();
    private final List<String> sidecars = new ArrayList<>();
    private JsonNode metadata = MissingNode.getInstance();
    private JsonNode protocol = MissingNode.getInstance();
    private boolean complete;

    /**
     * A file of the table.
     *
     * @param path relative to the table, escaped
     * @param written rows, those of {@code deleted} among them; empty if the log does not tell
     */
    private record Content(String path, OptionalLong written, long deleted, JsonNode partition) {}

    /** Tells the rows of a file of the table; empty if it does not say. */
    public interface Footers {
        OptionalLong rows(String path);
    }

    /** @param whole whether all of the table's past is going to be told */
    public DeltaLog(JsonMapper json, boolean whole) {
        this.json = json;
        this.complete = whole;
    }

    /** Takes the next action; of those that are of no account here, nothing. */
    public void add(JsonNode action) throws UnreadableException {
        JsonNode add = action.path("add");
        JsonNode remove = action.path("remove");
        if (add.has("path")) {
            if (files.size() >= MOST_FILES) {
                forgetFiles();
            }
            if (complete) {
                files.put(key(add), content(add));
            }
        }
        if (remove.has("path")) {
            files.remove(key(remove));
        }
        metadata = action.path("metaData").isObject() ? action.path("metaData") : metadata;
        protocol = action.path("protocol").isObject() ? action.path("protocol") : protocol;
        if (action.path("sidecar").has("path")) {
            String path = action.path("sidecar").path("path").asText();
            sidecars.add(PartitionLayout.unescape(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    /** There are files of which nothing is told. */
    public void forgetFiles() {
        complete = false;
        files.clear();
    }

    /** Names of files that hold more of the checkpoint. */
    public List<String> sidecars() {
        return List.copyOf(sidecars);
    }

    /** A file is known by its path and by what is deleted in it: one action may take it away and another put it back. */
    private static String key(JsonNode file) {
        JsonNode vector = file.path("deletionVector");
        return file.path("path").asText()
                + '\n'
                + vector.path("storageType").asText()
                + vector.path("pathOrInlineDv").asText()
                + '@'
                + vector.path("offset").asText();
    }

    private Content content(JsonNode add) throws UnreadableException {
        JsonNode records = add.path("stats_parsed").path("numRecords");
        String stats = add.path("stats").asText();
        if (!records.isIntegralNumber() && !stats.isBlank()) {
            try {
                records = json.readTree(stats).path("numRecords");
            } catch (JsonProcessingException e) {
                throw UnreadableException.corrupt(
                        "the statistics in its log are not valid JSON, " + e.getOriginalMessage());
            }
        }
        return new Content(
                add.path("path").asText(),
                records.isIntegralNumber() ? OptionalLong.of(records.asLong()) : OptionalLong.empty(),
                // Rows that a deletion vector hides are in the file still.
                add.path("deletionVector").path("cardinality").asLong(0),
                add.path("partitionValues"));
    }

    /** All columns, under their logical names. */
    public List<Field> columns(Limits limits) throws UnreadableException {
        return TableSchema.DELTA.fields(schema(), limits);
    }

    /** Logical names of the columns that files are partitioned by. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        metadata.path("partitionColumns").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private JsonNode schema() throws UnreadableException {
        if (metadata.isMissingNode()) {
            throw UnreadableException.unsupported(
                    "the commits left in its log do not tell its schema, and there is no complete checkpoint");
        }
        try {
            return json.readTree(metadata.path("schemaString").asText());
        } catch (JsonProcessingException e) {
            throw UnreadableException.corrupt("the schema in its log is not valid JSON, " + e.getOriginalMessage());
        }
    }

    /** Rows of all files. */
    public RowCount rows(Footers footers) {
        int unknown = 0;
        long rows = 0;
        boolean exact = complete;
        for (Content file : files.values()) {
            OptionalLong written = file.written();
            if (written.isEmpty() && unknown++ < MOST_FOOTERS) {
                written = footers.rows(PartitionLayout.unescape(file.path()));
            }
            exact &= written.isPresent();
            rows += written.orElse(0) - file.deleted();
        }
        return new RowCount(Math.max(0, rows), exact);
    }

    /** The distinct partitions of all files; none if some are not known. */
    public List<List<Optional<String>>> partitions() throws UnreadableException {
        List<String> keys = keys();
        if (keys.isEmpty() || !complete) {
            return List.of();
        }
        Map<String, String> physical = physicalNames();
        Set<List<Optional<String>>> partitions = new LinkedHashSet<>();
        for (Content file : files.values()) {
            List<Optional<String>> values = new ArrayList<>();
            for (String key : keys) {
                String value =
                        file.partition().path(physical.getOrDefault(key, key)).textValue();
                // By Delta's protocol an empty text is null.
                values.add(Optional.ofNullable(value).filter(text -> !text.isEmpty()));
            }
            partitions.add(values);
        }
        return List.copyOf(partitions);
    }

    /** What columns are called in files where that is not their name. */
    private Map<String, String> physicalNames() throws UnreadableException {
        Map<String, String> names = new HashMap<>();
        if (!mapping().equals("none")) {
            for (JsonNode field : schema().path("fields")) {
                String physical = metadata(field, "delta.columnMapping.physicalName");
                if (physical != null) {
                    names.put(field.path("name").asText(), physical);
                }
            }
        }
        return names;
    }

    private String mapping() {
        return metadata.path("configuration").path("delta.columnMapping.mode").asText("none");
    }

    private static @Nullable String metadata(JsonNode field, String name) {
        return field.path("metadata").path(name).textValue();
    }

    /** What the log tells of the table beside its columns. */
    public List<Evidence> traits() throws UnreadableException {
        List<Evidence> traits = new ArrayList<>();
        String because = "its log says so";
        if (protocol.isObject()) {
            traits.add(new Evidence(Topic.DIALECT, "", protocolText(), 1, because));
        }
        if (!mapping().equals("none")) {
            traits.add(new Evidence(
                    Topic.DIALECT,
                    "",
                    "column mapping by " + mapping(),
                    1,
                    "its log says so: files hold columns under other names"));
        }
        for (JsonNode field : schema().path("fields")) {
            String generated = metadata(field, "delta.generationExpression");
            if (generated != null) {
                traits.add(new Evidence(
                        Topic.DIALECT, "", field.path("name").asText() + " generated as " + generated, 1, because));
            }
        }
        return traits;
    }

    private String protocolText() {
        Set<String> features = new LinkedHashSet<>();
        protocol.path("readerFeatures").forEach(feature -> features.add(feature.asText()));
        protocol.path("writerFeatures").forEach(feature -> features.add(feature.asText()));
        return "protocol " + protocol.path("minReaderVersion").asInt() + " for readers and "
                + protocol.path("minWriterVersion").asInt() + " for writers"
                + (features.isEmpty() ? "" : " with " + String.join(", ", features));
    }
}
