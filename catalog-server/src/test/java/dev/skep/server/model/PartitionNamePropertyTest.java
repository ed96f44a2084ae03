package dev.skep.server.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** What escaping promises for any text. */
class PartitionNamePropertyTest {
    @Property
    void unescapingUndoesEscaping(@ForAll String value) {
        assertThat(PartitionName.unescape(PartitionName.escape(value))).isEqualTo(value);
    }

    @Property
    void anEscapedValueIsOneLevelOfAPath(@ForAll String value) {
        assertThat(PartitionName.escape(value)).doesNotContain("/", "=");
    }

    @Property
    void aNameGivesItsValuesBack(@ForAll @Size(min = 1, max = 4) List<@NotEmpty String> values) {
        List<Column> keys = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            keys.add(new Column("k" + i, "string"));
        }
        PartitionName name = PartitionName.of(keys, values);
        assertThat(name.values()).isEqualTo(values);
        assertThat(name.entries().stream().map(Map.Entry::getKey).toList())
                .isEqualTo(keys.stream().map(Column::name).toList());
    }
}
