package dev.skep.server.front.hive.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.hive.api.SerDeInfo;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How much of partitions is answered, and how they are put together. */
class PartitionProjectionTest {
    private static final TableName TABLE = Names.table(Names.database(Names.DEFAULT_CATALOG, "sales"), "visits");

    @Test
    void givesTheNamedFieldsOnly() {
        Partition some = PartitionProjection.of(List.of("values", "sd.serdeInfo.name", "sd.cols.type"))
                .of(partition("file:/t/day=1"));
        assertThat(some)
                .isEqualTo(Partition.builder()
                        .values(List.of("1"))
                        .sd(StorageDescriptor.builder()
                                .cols(List.of(FieldSchema.builder().type("int").build()))
                                .serdeInfo(SerDeInfo.builder().name("s").build())
                                .build())
                        .build());
        Partition whole = partition("file:/t/day=1");
        assertThat(PartitionProjection.of(List.of()).of(whole)).isEqualTo(whole);
        assertThat(PartitionProjection.of(List.of("sd")).of(whole).sd()).isEqualTo(whole.sd());
    }

    @Test
    void refusesWhatIsNoField() {
        assertThatThrownBy(() -> PartitionProjection.of(List.of("values", "sd.colour")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("sd.colour");
    }

    @Test
    void picksParametersByPatternsOfSql() {
        Partition partition = partition(null);
        assertThat(PartitionView.of(false, "a%", null).of(partition).parameters())
                .isEqualTo(Map.of("a.x", "1", "ab", "2"));
        assertThat(PartitionView.of(false, "a%", "a_").of(partition).parameters())
                .isEqualTo(Map.of("a.x", "1"));
        assertThat(PartitionView.of(false, "", null).of(partition)).isEqualTo(partition);
    }

    @Test
    void letsPartitionsShareADescriptor() {
        List<PartitionSpec> specs = PartitionSpecs.grouped(
                TABLE,
                "file:/t",
                List.of(partition("file:/t/day=1"), partition("file:/t/day=2"), partition("file:/table/day=3")));
        assertThat(specs).hasSize(2);
        assertThat(specs.get(0).rootPath()).isEqualTo("file:/t");
        assertThat(specs.get(0).sharedSDPartitionSpec()).satisfies(shared -> {
            assertThat(shared.sd().location()).isEqualTo("file:/t");
            assertThat(shared.partitions())
                    .extracting(each -> each.relativePath())
                    .containsExactly("/day=1", "/day=2");
        });
        assertThat(specs.get(1).partitionList().partitions())
                .extracting(each -> each.sd().location())
                .containsExactly("file:/table/day=3");
    }

    private static Partition partition(@Nullable String location) {
        return Partition.builder()
                .values(List.of("1"))
                .createTime(7)
                .parameters(Map.of("a.x", "1", "ab", "2", "b", "3"))
                .sd(StorageDescriptor.builder()
                        .location(location)
                        .cols(List.of(
                                FieldSchema.builder().name("id").type("int").build()))
                        .serdeInfo(SerDeInfo.builder()
                                .name("s")
                                .serializationLib("l")
                                .build())
                        .build())
                .build();
    }
}
