package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.inference.Evidence;
import dev.skep.inference.Evidence.Topic;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.format.table.TableSchema;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Folders of Iceberg tables, by their newest metadata file. Partitioning is hidden: it derives values from columns and adds
 * none, so it is told as evidence and there are no keys.
 */
public final class IcebergReader implements FormatReader {

    private static final String METADATA = "metadata";
    private static final Pattern FILE =
            Pattern.compile("(?:v(\\d{1,18})|(\\d{1,18})-.*|(.*))(?:\\.gz)?\\.metadata\\.json(?:\\.gz)?");

    @Override
    public Format format() {
        return Format.ICEBERG;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        TableFolder folder = TableFolder.of(sample).orElse(null);
        return folder != null && !files(folder).isEmpty()
                ? new Likeness(1, "it has metadata of Iceberg")
                : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        TableFolder folder = TableFolder.require(sample);
        String file = current(folder);
        JsonNode metadata;
        try {
            metadata = folder.json().readTree(folder.read(METADATA + "/" + file));
        } catch (JsonProcessingException e) {
            throw UnreadableException.corrupt("its " + file + " is not valid JSON, " + e.getOriginalMessage());
        }
        JsonNode schema = byId(metadata.path("schemas"), "schema-id", metadata.path("current-schema-id"))
                .orElse(metadata.path("schema"));
        if (!schema.has("fields")) {
            throw UnreadableException.corrupt("its " + file + " has no schema");
        }
        JsonNode snapshot = byId(metadata.path("snapshots"), "snapshot-id", metadata.path("current-snapshot-id"))
                .orElse(folder.json().nullNode());
        return folder.answer(
                Format.ICEBERG,
                TableSchema.ICEBERG.fields(schema, folder.limits()),
                new Form.Snapshot(
                        snapshot.path("snapshot-id").asText(file), List.of(), List.of(), METADATA + "/" + file),
                rows(snapshot),
                "the schema in " + file + " says so",
                partitioning(metadata, schema));
    }

    private static List<String> files(TableFolder folder) throws IOException {
        return folder.list(METADATA).stream()
                .filter(name -> FILE.matcher(name).matches())
                .toList();
    }

    /** The file that the hint names, else that of the highest number. */
    private static String current(TableFolder folder) throws IOException, UnreadableException {
        List<String> files = files(folder);
        if (folder.list(METADATA).contains("version-hint.text")) {
            String hint = new String(folder.read(METADATA + "/version-hint.text"), StandardCharsets.UTF_8).strip();
            for (String file : files) {
                if (file.startsWith("v" + hint + ".") || file.startsWith(hint + ".")) {
                    return file;
                }
            }
        }
        return files.stream()
                .max(Comparator.comparingLong(IcebergReader::number).thenComparing(Comparator.naturalOrder()))
                .orElseThrow(() -> UnreadableException.corrupt("it has no metadata of Iceberg"));
    }

    private static long number(String file) {
        Matcher matcher = FILE.matcher(file);
        if (!matcher.matches()) {
            return -1;
        }
        String number = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        // A name without a number was given by hand, to the last state.
        return number == null ? Long.MAX_VALUE : Long.parseLong(number);
    }

    private static Optional<JsonNode> byId(JsonNode list, String key, JsonNode id) {
        for (JsonNode element : list) {
            if (element.path(key).equals(id) && !id.isMissingNode()) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static RowCount rows(JsonNode snapshot) {
        if (snapshot.isNull()) {
            return new RowCount(0, true);
        }
        JsonNode summary = snapshot.path("summary");
        boolean exact = summary.has("total-records")
                && summary.path("total-position-deletes").asLong(0) == 0
                && summary.path("total-equality-deletes").asLong(0) == 0;
        return new RowCount(Math.max(0, summary.path("total-records").asLong(0)), exact);
    }

    private static List<Evidence> partitioning(JsonNode metadata, JsonNode schema) {
        JsonNode spec = byId(metadata.path("partition-specs"), "spec-id", metadata.path("default-spec-id"))
                .map(found -> found.path("fields"))
                .orElse(metadata.path("partition-spec"));
        List<String> parts = new ArrayList<>();
        for (JsonNode part : spec) {
            String column = byId(schema.path("fields"), "id", part.path("source-id"))
                    .map(field -> field.path("name").asText())
                    .orElse("column " + part.path("source-id").asText());
            parts.add(part.path("transform").asText() + " of " + column);
        }
        return parts.isEmpty()
                ? List.of()
                : List.of(new Evidence(
                        Topic.DIALECT, "", "partitioned by " + String.join(", ", parts), 1, "its metadata says so"));
    }
}
