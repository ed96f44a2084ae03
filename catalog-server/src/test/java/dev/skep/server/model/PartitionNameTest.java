package dev.skep.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionNameTest {
    private static final List<Column> KEYS = List.of(new Column("day", "date"), new Column("region", "string"));

    @Test
    void spellsKeysAndValuesAsHiveDoes() {
        assertThat(PartitionName.of(KEYS, List.of("2024-01-02", "a/b=c%d e")).value())
                .isEqualTo("day=2024-01-02/region=a%2Fb%3Dc%25d e");
    }

    @Test
    void writesAnEmptyValueAsTheDefaultPartition() {
        assertThat(PartitionName.of(KEYS, List.of("2024-01-02", "")).value())
                .isEqualTo("day=2024-01-02/region=__HIVE_DEFAULT_PARTITION__");
    }

    @Test
    void keepsAPercentSignThatStartsNoEscape() {
        assertThat(PartitionName.unescape("100%")).isEqualTo("100%");
        assertThat(PartitionName.unescape("%zz%41")).isEqualTo("%zzA");
    }

    @Test
    void refusesAnotherNumberOfValuesThanKeys() {
        assertThatThrownBy(() -> PartitionName.of(KEYS, List.of("2024-01-02")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("[day, region]");
    }

    @Test
    void refusesTextThatIsNoPartitionName() {
        assertThatThrownBy(() -> new PartitionName("2024/01").entries())
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("key=value");
    }
}
