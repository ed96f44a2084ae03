package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.DatabaseName;
import dev.skep.server.model.Names;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.TableName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept beside tables: what materialized views read, marks on partitions, and whose turn it is to look after them. */
abstract class AttachmentKit {
    private static final Instant NOON = Instant.parse("2024-05-06T12:00:00Z");
    private static final PartitionName TODAY = new PartitionName("dt=2024-05-06/hr=1");

    private final CatalogStoreKit kit;

    AttachmentKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @Test
    void viewsAreFoundByWhatTheyRead() {
        TableHead a = kit.create(kit.name("a"));
        TableHead b = kit.create(kit.name("b"));
        TableHead view = kit.create(kit.name("view"));
        TableHead other = kit.create(kit.name("other"));

        reads(view, a.name(), b.name(), a.name(), kit.name("nowhere"));
        reads(other, a.name());
        assertThat(over(a)).containsExactly(other.name(), view.name());
        assertThat(over(b)).containsExactly(view.name());

        reads(view, b.name());
        assertThat(over(a)).containsExactly(other.name());
        reads(view);
        assertThat(over(b)).isEmpty();
    }

    @Test
    void viewsFollowTheirTablesAndGoWithThem() {
        TableHead a = kit.create(kit.name("a"));
        TableHead view = kit.create(kit.name("view"));
        reads(view, a.name());
        TableName renamed = kit.name("renamed");

        kit.run(tx -> {
            var stored = tx.tables().lock(a.name()).orElseThrow();
            tx.tables().update(stored, Samples.table(renamed));
        });
        assertThat(kit.list(tx ->
                        tx.viewSources().viewsOver(tx.tables().head(renamed).orElseThrow())))
                .containsExactly(view.name());

        kit.run(tx -> tx.tables().delete(view));
        assertThat(over(a)).isEmpty();
    }

    @Test
    void viewsOfOneDatabaseOverAnother() {
        DatabaseName elsewhere = Names.database(Names.DEFAULT_CATALOG, "elsewhere");
        kit.run(tx -> tx.databases().insert(Samples.database(elsewhere)));
        TableHead a = kit.create(kit.name("a"));
        TableHead view = kit.create(kit.name("view"));
        TableHead far = kit.create(Names.table(elsewhere, "far"));
        reads(view, a.name());
        assertThat(kit.list(tx -> tx.viewSources().viewsOver(a.name().database())))
                .isEmpty();

        reads(far, a.name());
        assertThat(kit.list(tx -> tx.viewSources().viewsOver(a.name().database())))
                .containsExactly(far.name());
        assertThat(kit.list(tx -> tx.viewSources().viewsOver(elsewhere))).isEmpty();
    }

    @Test
    void marksCountFromTheLastTime() {
        TableHead table = kit.partitioned();
        assertThat(kit.optional(tx -> tx.partitionMarks().markedAt(table, TODAY, "LOAD_DONE")))
                .isEmpty();

        mark(table, TODAY, NOON);
        mark(table, TODAY, NOON.plusMillis(1));
        assertThat(kit.optional(tx -> tx.partitionMarks().markedAt(table, TODAY, "LOAD_DONE")))
                .contains(NOON.plusMillis(1));
        assertThat(kit.optional(tx -> tx.partitionMarks().markedAt(table, TODAY, "OTHER")))
                .isEmpty();
        assertThat(kit.optional(tx ->
                        tx.partitionMarks().markedAt(table, new PartitionName("dt=2024-05-06/hr=2"), "LOAD_DONE")))
                .isEmpty();
    }

    @Test
    void oldMarksAreForgotten() {
        TableHead table = kit.partitioned();
        PartitionName late = new PartitionName("dt=2024-05-06/hr=2");
        mark(table, TODAY, NOON);
        mark(table, late, NOON.plusSeconds(1));

        assertThat(kit.<Integer>write(tx -> tx.partitionMarks().forgetOlderThan(NOON.plusSeconds(1))))
                .isEqualTo(1);
        assertThat(kit.optional(tx -> tx.partitionMarks().markedAt(table, TODAY, "LOAD_DONE")))
                .isEmpty();
        assertThat(kit.optional(tx -> tx.partitionMarks().markedAt(table, late, "LOAD_DONE")))
                .isPresent();
        kit.run(tx -> tx.tables().delete(table));
        assertThat(kit.<Integer>write(tx -> tx.partitionMarks().forgetOlderThan(NOON.plusSeconds(9))))
                .isZero();
    }

    @Test
    void aTurnIsTakenOnce() {
        Instant later = NOON.plusSeconds(60);
        assertThat(takes("a", NOON, later)).isTrue();
        assertThat(takes("a", NOON.plusSeconds(59), later)).isFalse();
        assertThat(takes("b", NOON, later)).isTrue();
        assertThat(takes("a", later, later.plusSeconds(60))).isTrue();
        assertThat(takes("a", later, later.plusSeconds(60))).isFalse();
    }

    private boolean takes(String work, Instant now, Instant until) {
        return kit.write(tx -> tx.taskTurns().take(work, now, until));
    }

    private void mark(TableHead table, PartitionName partition, Instant when) {
        kit.run(tx -> tx.partitionMarks().mark(table, partition, "LOAD_DONE", when));
    }

    private void reads(TableHead view, TableName... sources) {
        kit.run(tx -> tx.viewSources().replace(view.id(), List.of(sources)));
    }

    private List<TableName> over(TableHead table) {
        return kit.list(tx -> tx.viewSources().viewsOver(table));
    }
}
