package dev.skep.server.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.Names;
import dev.skep.server.model.TableName;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PartitionLimitsTest {
    private static final TableName TABLE = Names.table(Names.database(Names.DEFAULT_CATALOG, "sales"), "visits");

    @Test
    void refusesMoreThanIsAllowed() {
        PartitionLimits limits = new PartitionLimits(3, Pattern.compile("[a-z]+"));
        assertThatCode(() -> limits.requireFew(TABLE, 3)).doesNotThrowAnyException();
        assertThatCode(() -> limits.requireFew(TABLE, -1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.requireFew(TABLE, 4))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("hive.max-partitions");
        assertThatCode(() -> limits.requireAllowed(List.of("ab", "c"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> limits.requireAllowed(List.of("ab", "c,")))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("c,");
    }

    @Test
    void allowsAllWhereNothingIsSet() {
        assertThatCode(() -> PartitionLimits.NONE.requireFew(TABLE, Integer.MAX_VALUE))
                .doesNotThrowAnyException();
        assertThatCode(() -> PartitionLimits.NONE.requireAllowed(List.of("ü,'")))
                .doesNotThrowAnyException();
    }
}
