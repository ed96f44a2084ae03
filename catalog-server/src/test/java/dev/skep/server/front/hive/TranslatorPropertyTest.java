package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.hive.api.ColumnStatistics;
import dev.skep.hive.api.Database;
import dev.skep.hive.api.Function;
import dev.skep.hive.api.StorageDescriptor;
import dev.skep.hive.api.Table;
import dev.skep.server.front.hive.database.DatabaseTranslator;
import dev.skep.server.front.hive.function.FunctionTranslator;
import dev.skep.server.front.hive.statistics.StatisticsTranslator;
import dev.skep.server.front.hive.table.TableTranslator;
import dev.skep.server.front.hive.translation.LayoutTranslator;
import dev.skep.server.front.hive.translation.Translation;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a client gives comes back to it as it was, be it a field that nothing else here has a name for. */
class TranslatorPropertyTest {
    @Property(tries = 200)
    void databases(@ForAll Random random) {
        Database wire = new WireValues(random).database();
        assertThat(DatabaseTranslator.toWire(
                        DatabaseTranslator.toModel(Translation.database(wire.catalogName(), wire.name()), wire)))
                .isEqualTo(wire);
    }

    @Property(tries = 200)
    void tables(@ForAll Random random) {
        Table wire = new WireValues(random).table();
        assertThat(TableTranslator.toWire(TableTranslator.toModel(TableTranslator.name(wire), wire)))
                .isEqualTo(wire);
    }

    @Property(tries = 200)
    void descriptorsWithoutColumns(@ForAll Random random) {
        StorageDescriptor wire =
                new WireValues(random).descriptor().toBuilder().cols(null).build();
        assertThat(LayoutTranslator.toWire(LayoutTranslator.toModel(wire), wire.location()))
                .isEqualTo(wire);
    }

    @Property(tries = 200)
    void functions(@ForAll Random random) {
        Function wire = new WireValues(random).function();
        assertThat(FunctionTranslator.toWire(FunctionTranslator.toModel(wire))).isEqualTo(wire);
    }

    @Property(tries = 200)
    void statistics(@ForAll Random random) {
        ColumnStatistics wire = new WireValues(random).statistics();
        assertThat(StatisticsTranslator.toWire(StatisticsTranslator.toModel(wire, null)))
                .isEqualTo(wire.statsObj());
    }
}
