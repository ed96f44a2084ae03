package dev.skep.server.store.sql;

import static dev.skep.server.store.sql.CatalogStoreKit.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.ColumnStatistics;
import dev.skep.server.model.ColumnStatistics.Figures;
import dev.skep.server.model.ColumnStatistics.Sketches;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Statistics of tables and partitions. */
abstract class StatisticsKit {
    private static final Sketches SKETCHES = new Sketches("aGxs", "a2xs");
    private static final List<Figures> ALL_KINDS = List.of(
            new ColumnStatistics.OfBoolean(1, 2, 3, Sketches.NONE),
            new ColumnStatistics.OfLong(Long.MIN_VALUE, Long.MAX_VALUE, 1, 2, SKETCHES),
            new ColumnStatistics.OfLong(null, null, 1, 0, Sketches.NONE),
            new ColumnStatistics.OfDouble(-0.1, Double.MAX_VALUE, 1, 2, SKETCHES),
            new ColumnStatistics.OfDouble(Double.NaN, Double.POSITIVE_INFINITY, 1, 2, SKETCHES),
            new ColumnStatistics.OfString(10, 3.5, 1, 2, SKETCHES),
            new ColumnStatistics.OfBinary(10, 3.5, 1, Sketches.NONE),
            new ColumnStatistics.OfDecimal("-1.50", "99999999999999999999.1", 1, 2, SKETCHES),
            new ColumnStatistics.OfDate(-1L, 20_000L, 1, 2, SKETCHES),
            new ColumnStatistics.OfTimestamp(0L, null, 1, 2, SKETCHES));

    private final CatalogStoreKit kit;

    StatisticsKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    private static ColumnStatistics of(String column, String engine, Figures figures) {
        return new ColumnStatistics(column, "type of " + column, engine, Instant.ofEpochSecond(9), figures);
    }

    private static List<ColumnStatistics> all() {
        List<ColumnStatistics> all = new ArrayList<>();
        for (Figures figures : ALL_KINDS) {
            all.add(of("c" + all.size(), "hive", figures));
        }
        return all;
    }

    private static List<String> columns(List<ColumnStatistics> statistics) {
        return statistics.stream().map(ColumnStatistics::column).toList();
    }

    @Test
    void keepsEveryKindOfATable() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.statistics().putForTable(head, all()));
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, columns(all()), "hive")))
                .isEqualTo(all());
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, List.of("c1", "none"), "hive")))
                .containsExactly(all().get(1));
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, List.of(), "hive")))
                .isEmpty();
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, columns(all()), "spark")))
                .isEmpty();
        kit.run(tx -> tx.statistics().putForTable(head, List.of()));
    }

    @Test
    void writesOverWhatIsThere() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.statistics().putForTable(head, all()));
        ColumnStatistics next = of("c0", "hive", ALL_KINDS.get(5));
        ColumnStatistics other = of("c0", "impala", ALL_KINDS.get(6));
        kit.run(tx -> tx.statistics().putForTable(head, List.of(next, other)));
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, List.of("c0", "c1"), "hive")))
                .containsExactly(next, all().get(1));
        assertThat(kit.list(tx -> tx.statistics().ofTable(head, List.of("c0"), "impala")))
                .containsExactly(other);
    }

    @Test
    void forgetsSomeOrAll() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.statistics().putForTable(head, all()));
        kit.run(tx -> tx.statistics().putForTable(head, List.of(of("c0", "impala", ALL_KINDS.get(0)))));
        assertThat(kit.<Integer>write(tx -> tx.statistics().deleteForTable(head, List.of("c0", "c1"), List.of("hive"))))
                .isEqualTo(2);
        assertThat(kit.<Integer>write(tx -> tx.statistics().deleteForTable(head, List.of(), List.of("hive"))))
                .isEqualTo(ALL_KINDS.size() - 2);
        assertThat(kit.<Integer>write(tx -> tx.statistics().deleteForTable(head, List.of("c0"), List.of())))
                .isEqualTo(1);
    }

    @Test
    void keepsThoseOfPartitions() {
        TableHead head = kit.partitioned();
        kit.run(tx -> tx.partitions()
                .insert(
                        head,
                        List.of(
                                Samples.partition("2024-01-01", "1"),
                                Samples.partition("2024-01-01", "2"),
                                Samples.partition("2024-01-01", "3"))));
        PartitionName one = head.partitionName(List.of("2024-01-01", "1"));
        PartitionName two = head.partitionName(List.of("2024-01-01", "2"));
        PartitionName three = head.partitionName(List.of("2024-01-01", "3"));
        PartitionName none = head.partitionName(List.of("2024-01-01", "4"));
        kit.run(tx -> tx.statistics().putForPartitions(head, Map.of(one, all(), two, List.of(all().get(3)))));
        List<PartitionName> asked = List.of(one, two, three, none);
        assertThat(kit.map(tx -> tx.statistics().ofPartitions(head, asked, columns(all()), "hive")))
                .isEqualTo(Map.of(one, all(), two, List.of(all().get(3))));
        ColumnStatistics next = of("c3", "hive", ALL_KINDS.get(0));
        kit.run(tx -> tx.statistics().putForPartitions(head, Map.of(two, List.of(next), three, List.of(next))));
        assertThat(kit.map(tx -> tx.statistics().ofPartitions(head, asked, Set.of("c3"), "hive")))
                .isEqualTo(Map.of(one, List.of(all().get(3)), two, List.of(next), three, List.of(next)));
        assertRefused(
                ErrorKind.NOT_FOUND_PARTITION,
                none.value(),
                () -> kit.run(tx -> tx.statistics().putForPartitions(head, Map.of(none, all()))));

        assertThat(kit.<Integer>write(tx ->
                        tx.statistics().deleteForPartitions(head, List.of(one, none), List.of("c3"), List.of("hive"))))
                .isEqualTo(1);
        assertThat(kit.<Integer>write(tx -> tx.partitions().delete(head, List.of(one, two, none))))
                .isEqualTo(2);
        assertThat(kit.map(tx -> tx.statistics().ofPartitions(head, asked, columns(all()), "hive")))
                .isEqualTo(Map.of(three, List.of(next)));
    }
}
