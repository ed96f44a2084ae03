package dev.skep.inference.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.Form;
import dev.skep.inference.Format;
import dev.skep.inference.Inference;
import dev.skep.inference.Inference.Cause;
import dev.skep.inference.Inference.Inferred;
import dev.skep.inference.Inference.Unreadable;
import dev.skep.inference.InferredSchema;
import dev.skep.inference.SchemaInference;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Folders that are tables by a log of their own. */
class TableFolderTest {

    private static final String DELTA_METADATA = """
        {"metaData":{"schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[\
        {\\"name\\":\\"id\\",\\"type\\":\\"long\\"},{\\"name\\":\\"tags\\",\\"type\\":{\\"type\\":\\"array\\",\
        \\"elementType\\":\\"string\\"}},{\\"name\\":\\"price\\",\\"type\\":\\"decimal(9,2)\\"},\
        {\\"name\\":\\"Day\\",\\"type\\":\\"date\\"}]}","partitionColumns":["Day"]}}
        """;

    @Test
    void readsTheLogOfDelta() throws IOException {
        InferredSchema schema = schema(Map.of(
                "_delta_log/00000000000000000000.json",
                DELTA_METADATA + "{\"add\":{\"path\":\"a\",\"stats\":\"{\\\"numRecords\\\":3}\"}}\n",
                "_delta_log/00000000000000000001.json",
                "{\"add\":{\"path\":\"b\",\"partitionValues\":{\"Day\":\"2024-05-01\"},"
                        + "\"stats\":\"{\\\"numRecords\\\":4}\"}}\n{\"remove\":{\"path\":\"a\"}}\n"));
        assertThat(schema.format()).isEqualTo(Format.DELTA);
        assertThat(FormatKit.columns(schema))
                .containsExactly("id bigint", "tags array<string>", "price decimal(9,2)", "day date");
        assertThat(schema.form())
                .isEqualTo(new Form.Snapshot("1", List.of("Day"), List.of(List.of(Optional.of("2024-05-01")))));
        assertThat(schema.rows().rows()).isEqualTo(4);
        assertThat(schema.rows().exact()).isTrue();
    }

    @Test
    void saysWhatOnlyACheckpointKnows() throws IOException {
        assertThat(infer(Map.of("_delta_log/00000000000000000009.json", "{\"add\":{\"path\":\"a\"}}")))
                .isInstanceOfSatisfying(Unreadable.class, it -> {
                    assertThat(it.cause()).isEqualTo(Cause.UNSUPPORTED);
                    assertThat(it.format()).isEqualTo(Format.DELTA);
                });
    }

    @Test
    void readsTheNewestMetadataOfIceberg() throws IOException {
        String metadata = """
            {"format-version":2,"current-schema-id":1,"schemas":[{"schema-id":0,"fields":[]},
            {"schema-id":1,"fields":[{"id":1,"name":"ts","type":"timestamptz"},{"id":2,"name":"m","type":
            {"type":"map","key":"string","value":"fixed[4]"}},{"id":3,"name":"u","type":"uuid"}]}],
            "default-spec-id":0,"partition-specs":[{"spec-id":0,"fields":[{"source-id":1,"transform":"day"}]}],
            "current-snapshot-id":7,"snapshots":[{"snapshot-id":7,"summary":{"total-records":"12"}}]}
            """;
        InferredSchema schema = schema(
                Map.of("metadata/00002-x.metadata.json", metadata, "metadata/00001-y.metadata.json", "not looked at"));
        assertThat(schema.format()).isEqualTo(Format.ICEBERG);
        assertThat(FormatKit.columns(schema)).containsExactly("ts timestamp", "m map<string,binary>", "u string");
        assertThat(schema.form())
                .isEqualTo(new Form.Snapshot("7", List.of(), List.of(), "metadata/00002-x.metadata.json"));
        assertThat(schema.rows().rows()).isEqualTo(12);
        assertThat(schema.evidence()).anyMatch(it -> it.verdict().equals("partitioned by day of ts"));
    }

    @Test
    void heedsTheHintOfIceberg() throws IOException {
        String old = "{\"schema\":{\"fields\":[{\"id\":1,\"name\":\"a\",\"type\":\"int\"}]}}";
        assertThat(FormatKit.columns(schema(Map.of(
                        "metadata/version-hint.text", "1\n",
                        "metadata/v1.metadata.json", old,
                        "metadata/v2.metadata.json", "not looked at"))))
                .containsExactly("a int");
    }

    @Test
    void readsThePropertiesAndCommitsOfHudi() throws IOException {
        String schema = "{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"r\\\",\\\"fields\\\":"
                + "[{\\\"name\\\":\\\"id\\\",\\\"type\\\":[\\\"null\\\",\\\"long\\\"]},{\\\"name\\\":\\\"p\\\",\\\"type\\\":\\\"string\\\"}]}";
        InferredSchema found = schema(Map.of(
                ".hoodie/hoodie.properties", "hoodie.table.partition.fields=p\\:SIMPLE\n",
                ".hoodie/20240101000000000.commit", "{\"extraMetadata\":{\"schema\":\"" + schema + "\"}}",
                ".hoodie/20240102000000000.commit.requested", "not looked at"));
        assertThat(found.format()).isEqualTo(Format.HUDI);
        assertThat(FormatKit.columns(found)).hasSize(7).contains("_hoodie_commit_time string", "id bigint", "p string");
        assertThat(found.form()).isEqualTo(new Form.Snapshot("20240101000000000", List.of("p"), List.of()));
    }

    @Test
    void refusesDamagedLogs() throws IOException {
        for (Map<String, String> damaged : List.of(
                Map.of("_delta_log/00000000000000000000.json", "{\"metaData\":"),
                Map.of("metadata/v1.metadata.json", "[".repeat(10_000)),
                Map.of("metadata/v1.metadata.json", "{}"),
                Map.of(".hoodie/hoodie.properties", "hoodie.table.create.schema={\"type\"\\:\"nonsense\"}"))) {
            assertThat(infer(damaged)).as("%s", damaged.keySet()).isInstanceOf(Unreadable.class);
        }
        assertThat(infer(Map.of("a/b", "c"))).isNotInstanceOf(Inferred.class);
    }

    private static InferredSchema schema(Map<String, String> files) throws IOException {
        return FormatKit.schema(infer(files));
    }

    private static Inference infer(Map<String, String> files) throws IOException {
        return SchemaInference.standard().infer(Folder.of(files));
    }
}
