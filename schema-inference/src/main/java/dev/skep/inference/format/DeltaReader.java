package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.PartitionLayout;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Folders of Delta Lake, by the commits in their log: the newest metadata gives the columns under their logical names, and
 * the files added and removed give the rows and the partitions. Checkpoints are not read: what only they still know is refused.
 */
public final class DeltaReader implements FormatReader {

    private static final String LOG = "_delta_log";
    private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("\\d{20}\\.checkpoint\\..*");
    private static final int VERSION_DIGITS = 20;

    @Override
    public Format format() {
        return Format.DELTA;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        TableFolder folder = TableFolder.of(sample).orElse(null);
        boolean table = folder != null
                && folder.list(LOG).stream()
                        .anyMatch(name -> COMMIT.matcher(name).matches()
                                || CHECKPOINT.matcher(name).matches());
        return table ? new Likeness(1, "it has a " + LOG) : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        TableFolder folder = TableFolder.require(sample);
        List<String> commits = folder.list(LOG).stream()
                .filter(name -> COMMIT.matcher(name).matches())
                .sorted()
                .toList();
        Log log = new Log(folder);
        for (String commit : commits) {
            log.read(commit);
        }
        JsonNode metadata = log.metadata;
        if (metadata == null) {
            throw UnreadableException.unsupported(
                    "the commits left in its " + LOG + " do not tell its schema; only a checkpoint does");
        }
        String version = commits.get(commits.size() - 1).substring(0, VERSION_DIGITS);
        List<String> keys = new ArrayList<>();
        metadata.path("partitionColumns").forEach(key -> keys.add(key.asText()));
        return folder.answer(
                Format.DELTA,
                DeltaSchema.fields(log.schema(), folder.limits()),
                new Form.Snapshot(String.valueOf(Long.parseLong(version)), keys, log.partitions(keys, commits.get(0))),
                log.rows(commits.get(0)),
                "the metadata in its log says so",
                List.of());
    }

    /**
     * What a file holds.
     *
     * @param written rows, those of {@code deleted} among them; empty if the log does not tell
     */
    private record Content(OptionalLong written, long deleted, JsonNode partition) {}

    /** What the commits say together. */
    private static final class Log {
        /** Of more files, neither rows nor partitions are told. */
        private static final int MOST_FILES = 100_000;

        /** So many files are asked for their rows where the log does not tell. */
        private static final int MOST_FOOTERS = 1_000;

        private final TableFolder folder;
        private final JsonMapper json;
        private final Map<String, Content> files = new TreeMap<>();
        private @Nullable JsonNode metadata;
        private boolean complete = true;

        Log(TableFolder folder) {
            this.folder = folder;
            this.json = folder.json();
        }

        void read(String commit) throws IOException, UnreadableException {
            String text = new String(folder.read(LOG + "/" + commit), StandardCharsets.UTF_8);
            for (String line : (Iterable<String>) text.lines().filter(line -> !line.isBlank())::iterator) {
                try {
                    action(json.readTree(line));
                } catch (JsonProcessingException e) {
                    throw UnreadableException.corrupt(
                            "its commit " + commit + " is not valid JSON, " + e.getOriginalMessage());
                }
            }
        }

        private void action(JsonNode action) throws JsonProcessingException {
            if (action.has("metaData")) {
                metadata = action.get("metaData");
            }
            JsonNode add = action.path("add");
            if (add.has("path")) {
                JsonNode stats = add.path("stats");
                JsonNode records = stats.isTextual() && !stats.asText().isBlank()
                        ? json.readTree(stats.asText()).path("numRecords")
                        : stats.path("numRecords");
                complete &= files.size() < MOST_FILES;
                // Rows that a deletion vector hides are in the file still.
                long deleted = add.path("deletionVector").path("cardinality").asLong(0);
                if (complete) {
                    files.put(
                            add.get("path").asText(),
                            new Content(
                                    records.isIntegralNumber()
                                            ? OptionalLong.of(records.asLong())
                                            : OptionalLong.empty(),
                                    deleted,
                                    add.path("partitionValues")));
                }
            }
            files.remove(action.path("remove").path("path").asText());
        }

        JsonNode schema() throws UnreadableException {
            JsonNode text = metadata == null ? json.nullNode() : metadata.path("schemaString");
            try {
                return json.readTree(text.asText());
            } catch (JsonProcessingException e) {
                throw UnreadableException.corrupt("the schema in its log is not valid JSON, " + e.getOriginalMessage());
            }
        }

        /** @param first the first commit that is left; older files are known only if it is that of version 0 */
        RowCount rows(String first) {
            int unknown = 0;
            long rows = 0;
            boolean exact = isWhole(first);
            for (Map.Entry<String, Content> file : files.entrySet()) {
                OptionalLong written = file.getValue().written();
                if (written.isEmpty() && unknown++ < MOST_FOOTERS) {
                    written = folder.parquetRows(PartitionLayout.unescape(file.getKey()));
                }
                exact &= written.isPresent();
                rows += written.orElse(0) - file.getValue().deleted();
            }
            return new RowCount(Math.max(0, rows), exact);
        }

        /** The distinct partitions of all files; none if some are not known. */
        List<List<Optional<String>>> partitions(List<String> keys, String first) {
            if (keys.isEmpty() || !isWhole(first)) {
                return List.of();
            }
            Set<List<Optional<String>>> partitions = new LinkedHashSet<>();
            for (Content file : files.values()) {
                partitions.add(keys.stream()
                        .map(key -> Optional.ofNullable(
                                        file.partition().path(key).textValue())
                                // By Delta's protocol an empty text is null.
                                .filter(value -> !value.isEmpty()))
                        .toList());
            }
            return List.copyOf(partitions);
        }

        private boolean isWhole(String first) {
            return complete && first.startsWith("0".repeat(VERSION_DIGITS));
        }
    }
}
