package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Extras;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.RuntimeFigures;
import dev.skep.server.model.connector.DataConnector;
import dev.skep.server.model.procedure.ProcedurePackage;
import dev.skep.server.model.procedure.StoredProcedure;
import dev.skep.server.model.schedule.Execution;
import dev.skep.server.model.schedule.NamedQuery;
import dev.skep.server.model.schedule.NumberedExecution;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.ScheduledQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The other small registries. */
abstract class RegistryKit {
    private final CatalogStoreKit kit;

    RegistryKit(CatalogStoreKit kit) {
        this.kit = kit;
    }

    @Test
    void findsTheScheduledQueryThatHasWaitedLongest() {
        insert("late", query(20L, null));
        insert("early", query(10L, null));
        insert("running", query(1L, 7L));
        insert("never", query(null, null));
        assertThat(due(9)).isNull();
        assertThat(due(10)).isEqualTo("early");
        assertThat(due(30)).isEqualTo("early");
        kit.run(tx -> tx.registries().scheduledQueries().replace(name("early"), query(10L, 8L)));
        assertThat(due(30)).isEqualTo("late");
        kit.run(tx -> tx.registries().scheduledQueries().replace(name("early"), query(10L, null)));
        assertThat(due(30)).isEqualTo("early");
    }

    @Test
    void keepsTheTurnsOfAScheduledQuery() {
        insert("q", query(20L, null));
        long id = kit.write(tx -> tx.registries().executions().newId());
        Execution begun = Execution.begun(name("q"), 100);
        kit.run(tx -> tx.registries().executions().insert(id, begun));
        assertThat(kit.optional(tx -> tx.registries().executions().find(id))).contains(begun);
        assertThat(unheard(100)).doesNotContain(new NumberedExecution(id, begun));
        assertThat(unheard(101)).contains(new NumberedExecution(id, begun));
        kit.run(tx -> tx.registries().executions().deleteEnded(1_000));
        Execution ended = begun.reported(Execution.State.FAILED, "q-1", "broken", 150);
        kit.run(tx -> tx.registries().executions().replace(id, ended));
        assertThat(unheard(1_000)).isEmpty();
        kit.run(tx -> tx.registries().executions().deleteEnded(100));
        assertThat(kit.optional(tx -> tx.registries().executions().find(id))).contains(ended);
        kit.run(tx -> tx.registries().executions().deleteEnded(101));
        assertThat(kit.optional(tx -> tx.registries().executions().find(id))).isEmpty();

        kit.run(tx -> tx.registries().executions().insert(id, begun));
        kit.run(tx -> tx.registries().scheduledQueries().delete(name("q")));
        assertThat(kit.optional(tx -> tx.registries().executions().find(id))).isEmpty();
    }

    @Test
    void givesTheNewestFiguresUpToAWeight() {
        kit.run(tx -> tx.registries().runtimeFigures().deleteOlder(Long.MAX_VALUE));
        List<RuntimeFigures> all = List.of(
                new RuntimeFigures(10, 4, "dGVu"),
                new RuntimeFigures(11, 3, "x".repeat(100_000)),
                new RuntimeFigures(12, 2, ""));
        all.forEach(figures -> kit.run(tx -> tx.registries().runtimeFigures().add(figures)));
        assertThat(newest(0, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly(all.get(2), all.get(1), all.get(0));
        assertThat(newest(0, Long.MAX_VALUE, 2)).containsExactly(all.get(2));
        assertThat(newest(0, Long.MAX_VALUE, 3)).containsExactly(all.get(2), all.get(1));
        assertThat(newest(0, 12, 3)).containsExactly(all.get(1));
        assertThat(newest(11, 12, 100)).containsExactly(all.get(1));
        kit.run(tx -> tx.registries().runtimeFigures().deleteOlder(12));
        assertThat(newest(0, Long.MAX_VALUE, Long.MAX_VALUE)).containsExactly(all.get(2));
    }

    @Test
    void keepsConnectors() {
        String name = "of_" + kit.db.value();
        DataConnector connector = new DataConnector(
                "mysql", "jdbc:mysql://x", null, Map.of("a", "b"), new Owner("tess", OwnerKind.ROLE), 5, Extras.NONE);
        kit.run(tx -> tx.registries().connectors().insert(name, connector));
        assertThat(kit.optional(tx -> tx.registries().connectors().find(name))).contains(connector);
        assertThat(kit.list(tx -> tx.registries().connectors().names())).contains(name);
    }

    @Test
    void keepsProceduresByNameAndCase() {
        MemberName name = new MemberName(kit.db, "Half");
        StoredProcedure procedure = new StoredProcedure("tess", "create procedure half() begin end", Extras.NONE);
        ProcedurePackage half = new ProcedurePackage(null, "header", "body", Extras.NONE);
        kit.run(tx -> tx.registries().procedures().insert(name, procedure));
        kit.run(tx -> tx.registries().packages().insert(name, half));
        assertThat(kit.optional(tx -> tx.registries().procedures().find(name))).contains(procedure);
        assertThat(kit.optional(tx -> tx.registries().packages().find(name))).contains(half);
        assertThat(kit.optional(tx -> tx.registries().procedures().find(new MemberName(kit.db, "half"))))
                .isEmpty();
        assertThat(kit.list(tx -> tx.registries().procedures().names(kit.db))).containsExactly("Half");
        kit.run(tx -> tx.databases().delete(tx.databases().lock(kit.db).orElseThrow()));
        assertThat(kit.optional(tx -> tx.registries().procedures().find(name))).isEmpty();
    }

    private ScheduleName name(String name) {
        return new ScheduleName(kit.db.value(), name);
    }

    private static ScheduledQuery query(@Nullable Long nextTurn, @Nullable Long execution) {
        return new ScheduledQuery(true, "0 0 4 * * ?", null, "select 1", nextTurn, execution);
    }

    private void insert(String name, ScheduledQuery query) {
        kit.run(tx -> tx.registries().scheduledQueries().insert(name(name), query));
    }

    private @Nullable String due(long now) {
        return kit.locked(tx -> tx.registries().scheduledQueries().lockDue(kit.db.value(), now))
                .map(NamedQuery::name)
                .map(ScheduleName::value)
                .orElse(null);
    }

    private List<NumberedExecution> unheard(long before) {
        return kit.write(tx -> tx.registries().executions().lockUnheard(before));
    }

    private List<RuntimeFigures> newest(long from, long before, long weight) {
        return kit.read(tx -> tx.registries().runtimeFigures().newest(from, before, weight));
    }
}
