package dev.skep.server.model.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyKeyTest {
    @Test
    void saysWhatItIsOf() {
        assertThat(PropertyKey.parse("name")).isEqualTo(new PropertyKey("", "name"));
        assertThat(PropertyKey.parse("db.name")).isEqualTo(new PropertyKey("db", "name"));
        assertThat(PropertyKey.parse("db.tbl.name")).isEqualTo(new PropertyKey("db.tbl", "name"));
        assertThat(PropertyKey.parse("db.tbl.name.more")).isEqualTo(new PropertyKey("db.tbl", "name.more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".name", "db.", "db..name", "db.tbl.", ".tbl.name"})
    void hasNoEmptyPart(String text) {
        assertThatThrownBy(() -> PropertyKey.parse(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
