package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Form.Snapshot;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of Delta Lake's own tests, each with all commits and a checkpoint that says the same as the first of them. */
class DeltaCheckpointTest {

    @ParameterizedTest
    @CsvSource({
        "delta-0.1.0, 3",
        "multi-part-checkpoint, 1",
        "only-checkpoint-files, 2",
        "only-checkpoint-files, 1",
        "v2-checkpoint-parquet, 2",
        "v2-checkpoint-json, 2",
        "dv-with-columnmapping, 10"
    })
    void aCheckpointSaysWhatTheCommitsBeforeItSay(String table, long version) throws Exception {
        Folder log = log(table);
        InferredSchema byCommits = schema(log.only(path -> isCommit(path)));
        InferredSchema byCheckpoint =
                schema(log.only(path -> isCommit(path) ? version(path) > version : holds(path, version)));

        assertThat(FormatKit.columns(byCheckpoint)).isNotEmpty().isEqualTo(FormatKit.columns(byCommits));
        assertThat(byCheckpoint.rows()).isEqualTo(byCommits.rows());
        // The oldest writer counted no rows.
        assertThat(byCheckpoint.rows().exact()).isEqualTo(!table.equals("delta-0.1.0"));
        assertThat(byCheckpoint.evidence()).isEqualTo(byCommits.evidence());
        Snapshot expected = (Snapshot) byCommits.form();
        Snapshot found = (Snapshot) byCheckpoint.form();
        assertThat(found.version()).isEqualTo(expected.version());
        assertThat(found.keys()).isEqualTo(expected.keys());
        assertThat(found.partitions()).containsExactlyInAnyOrderElementsOf(expected.partitions());
        assertThat(schema(log).rows()).isEqualTo(byCommits.rows());
    }

    @Test
    void tellsWhatTheLogSaysBesideColumns() throws Exception {
        InferredSchema schema = schema(log("dv-with-columnmapping"));
        assertThat(schema.evidence())
                .extracting(it -> it.verdict())
                .contains("column mapping by name")
                .anyMatch(it -> it.startsWith("protocol 3 for readers and 7 for writers with "));
        assertThat(((Snapshot) schema.form()).partitions())
                .isNotEmpty()
                .allSatisfy(values -> assertThat(values).allMatch(value -> value.isPresent()));
    }

    @Test
    void refusesACheckpointThatLacksAPart() throws Exception {
        Folder log = log("multi-part-checkpoint").only(path -> path.endsWith("000001.0000000002.parquet"));
        assertThat(infer(log))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.cause()).isEqualTo(Cause.UNSUPPORTED));
    }

    @Test
    void refusesALogThatLacksACommit() throws Exception {
        Folder log = log("dv-with-columnmapping").only(path -> isCommit(path) && version(path) != 4);
        assertThat(infer(log))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.detail()).contains("has no commit 4"));
    }

    @Test
    void answersDamagedCheckpointsWithAValue() throws Exception {
        Random random = new Random(3);
        Folder log = log("v2-checkpoint-parquet").only(path -> !isCommit(path));
        for (int i = 0; i < 150; i++) {
            Map<String, byte[]> files = new TreeMap<>(log.files());
            files.replaceAll((path, bytes) -> {
                byte[] damaged = bytes.clone();
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                return damaged;
            });
            if (infer(new Folder(files)) instanceof Unreadable refusal) {
                assertThat(refusal.detail()).isNotBlank().doesNotContain("Exception");
            }
        }
    }

    private static boolean isCommit(String path) {
        return path.matches("_delta_log/\\d{20}\\.json");
    }

    private static long version(String path) {
        return Long.parseLong(path.substring("_delta_log/".length(), "_delta_log/".length() + 20));
    }

    private static boolean holds(String path, long version) {
        return path.startsWith("_delta_log/_sidecars/") || version(path) <= version;
    }

    private static Folder log(String table) throws IOException, URISyntaxException {
        return Folder.read(Path.of(
                DeltaCheckpointTest.class.getResource("/samples/delta/" + table).toURI()));
    }

    private static InferredSchema schema(Folder folder) throws IOException {
        return FormatKit.schema(infer(folder));
    }

    private static Inference infer(Folder folder) throws IOException {
        return SchemaInference.standard().infer(folder);
    }
}
