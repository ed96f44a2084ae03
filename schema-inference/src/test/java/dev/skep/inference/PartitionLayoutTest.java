package dev.skep.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.inference.PartitionLayout.Finding;
import dev.skep.inference.PartitionLayout.KeyTypes;
import dev.skep.inference.PartitionLayout.Mixed;
import dev.skep.inference.PartitionLayout.Uniform;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartitionLayoutTest {

    @Test
    void readsKeysAndValuesOffPaths() {
        PartitionLayout layout = uniform(PartitionLayout.of(
                List.of(
                        "Day=2024-05-01/city=New York/a.csv",
                        "Day=2024-05-01/city=Biel%2FBienne/a.csv",
                        "Day=2024-05-01/city=Biel%2FBienne/b.csv",
                        "Day=2024-05-02/city=100%25 K%C3%B6ln/a.csv",
                        "Day=2024-05-02/city=__HIVE_DEFAULT_PARTITION__/a.csv"),
                KeyTypes.STRING));
        assertThat(layout.keys())
                .containsExactly(
                        new PartitionLayout.Key("day", HiveType.Scalar.STRING),
                        new PartitionLayout.Key("city", HiveType.Scalar.STRING));
        assertThat(layout.partitions()).hasSize(4);
        assertThat(layout.partitions().get("Day=2024-05-01/city=Biel%2FBienne"))
                .containsExactly(Optional.of("2024-05-01"), Optional.of("Biel/Bienne"));
        assertThat(layout.partitions()
                        .get("Day=2024-05-02/city=100%25 K%C3%B6ln")
                        .get(1))
                .contains("100% Köln");
        assertThat(layout.partitions()
                        .get("Day=2024-05-02/city=__HIVE_DEFAULT_PARTITION__")
                        .get(1))
                .isEmpty();
    }

    @Test
    void infersKeyTypesWhereEverySpellingIsTheUsualOne() {
        PartitionLayout layout = uniform(PartitionLayout.of(
                List.of(
                        "n=1/m=01/d=2024-05-01/x",
                        "n=-20/m=12/d=2024-05-02/x",
                        "n=__HIVE_DEFAULT_PARTITION__/m=1/d=2024-05-02/x"),
                KeyTypes.INFERRED));
        assertThat(layout.keys())
                .containsExactly(
                        new PartitionLayout.Key("n", HiveType.Scalar.INT),
                        new PartitionLayout.Key("m", HiveType.Scalar.STRING),
                        new PartitionLayout.Key("d", HiveType.Scalar.DATE));
    }

    @Test
    void namesTheLevelsThatArePlainValues() {
        PartitionLayout layout = uniform(
                PartitionLayout.of(List.of("2024/01/x", "2024/__HIVE_DEFAULT_PARTITION__/x"), KeyTypes.INFERRED));
        assertThat(layout.keys())
                .containsExactly(
                        new PartitionLayout.Key("partition_0", HiveType.Scalar.INT),
                        new PartitionLayout.Key("partition_1", HiveType.Scalar.STRING));
        assertThat(layout.partitions().get("2024/__HIVE_DEFAULT_PARTITION__"))
                .containsExactly(Optional.of("2024"), Optional.empty());
        assertThat(List.of("2024", "07", "2024-05", "2024-05-01", "2024-05-01T10", "2024-05-01 10:30"))
                .allMatch(PartitionLayout::isBareValue);
        assertThat(List.of("", "v2", "q1", "2024-archive", "1.5", "jan")).noneMatch(PartitionLayout::isBareValue);
    }

    @Test
    void saysWhichPathsDisagree() {
        assertThat(PartitionLayout.of(List.of("a=1/x", "a=1/b=2/y"), KeyTypes.STRING))
                .isInstanceOfSatisfying(
                        Mixed.class, it -> assertThat(it.detail()).contains("a=1/b=2/y"));
        assertThat(PartitionLayout.of(List.of("a=1/plain/x"), KeyTypes.STRING)).isInstanceOf(Mixed.class);
        assertThat(PartitionLayout.of(List.of("a=1/A=2/x"), KeyTypes.STRING)).isInstanceOf(Mixed.class);
    }

    @Test
    void knowsAnUnpartitionedTree() {
        PartitionLayout layout = uniform(PartitionLayout.of(List.of("x.csv", "y.csv"), KeyTypes.STRING));
        assertThat(layout.keys()).isEmpty();
        assertThat(layout.partitions()).isEmpty();
    }

    @Test
    void leavesStrayPercentSignsAlone() {
        assertThat(PartitionLayout.unescape("50% of %zz %4")).isEqualTo("50% of %zz %4");
    }

    private static PartitionLayout uniform(Finding finding) {
        assertThat(finding).isInstanceOf(Uniform.class);
        return ((Uniform) finding).layout();
    }
}
