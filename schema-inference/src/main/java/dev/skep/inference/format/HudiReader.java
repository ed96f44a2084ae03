package dev.skep.inference.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.HiveType;
import dev.skep.inference.HiveType.Field;
import dev.skep.inference.HiveType.Scalar;
import dev.skep.inference.HiveType.Struct;
import dev.skep.inference.Inference;
import dev.skep.inference.RowCount;
import dev.skep.inference.UnreadableException;
import dev.skep.inference.sample.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Folders of Hudi, by their properties and the schema that the newest commit wrote with, else the one they were made with.
 * Each table has five columns of Hudi's own before its data.
 */
public final class HudiReader implements FormatReader {

    private static final String HOODIE = ".hoodie";
    private static final String PROPERTIES = "hoodie.properties";
    private static final Pattern COMMIT = Pattern.compile("\\d{8,}(?:_\\d+)?\\.(?:commit|deltacommit|replacecommit)");
    private static final List<String> OWN = List.of(
            "_hoodie_commit_time",
            "_hoodie_commit_seqno",
            "_hoodie_record_key",
            "_hoodie_partition_path",
            "_hoodie_file_name");

    @Override
    public Format format() {
        return Format.HUDI;
    }

    @Override
    public Likeness sniff(Sample sample) throws IOException {
        TableFolder folder = TableFolder.of(sample).orElse(null);
        return folder != null && folder.list(HOODIE).contains(PROPERTIES)
                ? new Likeness(1, "it has " + PROPERTIES)
                : Likeness.NONE;
    }

    @Override
    public Inference read(Sample sample) throws IOException, UnreadableException {
        TableFolder folder = TableFolder.require(sample);
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(folder.read(HOODIE + "/" + PROPERTIES)));
        } catch (IllegalArgumentException e) {
            throw UnreadableException.corrupt("its " + PROPERTIES + " are damaged: " + e.getMessage());
        }
        List<String> commits = commits(folder);
        String schema = schema(folder, commits);
        String because = "the schema of its newest commit says so";
        if (schema.isEmpty()) {
            schema = properties.getProperty("hoodie.table.create.schema", "");
            because = "the schema in its properties says so";
        }
        if (schema.isEmpty()) {
            throw UnreadableException.unsupported("neither its properties nor its commits tell a schema in JSON");
        }
        // A key may be followed by how its values are made.
        List<String> keys = Arrays.stream(properties
                        .getProperty("hoodie.table.partition.fields", "")
                        .split(","))
                .map(key -> key.strip().split(":", -1)[0])
                .filter(key -> !key.isEmpty())
                .toList();
        String version = commits.isEmpty()
                ? ""
                : commits.get(0).substring(0, commits.get(0).indexOf('.'));
        return folder.answer(
                Format.HUDI,
                fields(AvroReader.schema(schema), folder),
                new Form.Snapshot(version, keys, List.of()),
                new RowCount(0, false),
                because,
                List.of());
    }

    /** Completed commits, the newest first. */
    private static List<String> commits(TableFolder folder) throws IOException {
        List<String> commits = new ArrayList<>(folder.list(HOODIE).stream()
                .filter(name -> COMMIT.matcher(name).matches())
                .sorted()
                .toList());
        Collections.reverse(commits);
        return commits;
    }

    private static String schema(TableFolder folder, List<String> commits) throws IOException, UnreadableException {
        for (String commit : commits) {
            byte[] bytes = folder.read(HOODIE + "/" + commit);
            try {
                String schema = folder.json()
                        .readTree(bytes)
                        .path("extraMetadata")
                        .path("schema")
                        .asText();
                if (!schema.isEmpty()) {
                    return schema;
                }
            } catch (JsonProcessingException e) {
                throw UnreadableException.corrupt(
                        "its commit " + commit + " is not valid JSON, " + e.getOriginalMessage());
            }
        }
        return "";
    }

    private static List<Field> fields(Schema schema, TableFolder folder) throws UnreadableException {
        HiveType type = new AvroTypes(false, folder.limits()).type(schema);
        if (!(type instanceof Struct struct)) {
            throw UnreadableException.corrupt("its schema is no record");
        }
        List<Field> fields = new ArrayList<>();
        OWN.forEach(name -> fields.add(new Field(name, Scalar.STRING)));
        struct.fields().stream().filter(field -> !OWN.contains(field.name())).forEach(fields::add);
        return fields;
    }
}
