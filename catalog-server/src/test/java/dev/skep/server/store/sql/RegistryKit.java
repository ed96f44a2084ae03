package dev.skep.server.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.server.model.Column;
import dev.skep.server.model.Extras;
import dev.skep.server.model.MemberName;
import dev.skep.server.model.Owner;
import dev.skep.server.model.OwnerKind;
import dev.skep.server.model.ReplicationMetric;
import dev.skep.server.model.RuntimeFigures;
import dev.skep.server.model.TableHead;
import dev.skep.server.model.UserType;
import dev.skep.server.model.connector.DataConnector;
import dev.skep.server.model.index.IndexName;
import dev.skep.server.model.index.TableIndex;
import dev.skep.server.model.procedure.ProcedurePackage;
import dev.skep.server.model.procedure.StoredProcedure;
import dev.skep.server.model.property.PropertyMap;
import dev.skep.server.model.property.PropertyMapName;
import dev.skep.server.model.schedule.Execution;
import dev.skep.server.model.schedule.NamedQuery;
import dev.skep.server.model.schedule.NumberedExecution;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.ScheduledQuery;
import dev.skep.server.model.workload.Mapping;
import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.ResourcePlan;
import dev.skep.server.model.workload.Trigger;
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

    @Test
    void keepsIndexesOfATable() {
        TableHead table = kit.create(kit.name("t"));
        IndexName name = new IndexName(table.name(), "Quick");
        TableIndex index = new TableIndex(
                "example.Handler",
                5,
                0,
                "quick_table",
                Samples.table(table.name()).layout(),
                "file:/x",
                Map.of("a", "b"),
                true,
                Extras.NONE);
        kit.run(tx -> tx.registries().indexes().insert(name, index));
        kit.run(tx -> tx.registries().indexes().insert(new IndexName(table.name(), "a"), index));
        assertThat(kit.optional(tx -> tx.registries().indexes().find(name))).contains(index);
        assertThat(kit.list(tx -> tx.registries().indexes().of(table.name())))
                .extracting(each -> each.name().value())
                .containsExactly("a", "quick");
        kit.run(tx -> tx.tables().delete(table));
        assertThat(kit.list(tx -> tx.registries().indexes().of(table.name()))).isEmpty();
    }

    @Test
    void keepsUserTypes() {
        String name = "Of" + kit.db.value();
        UserType type = new UserType("int", null, List.of(new Column("Name", "string")), Extras.NONE);
        kit.run(tx -> tx.registries().userTypes().insert(name, type));
        assertThat(kit.optional(tx -> tx.registries().userTypes().find(name))).contains(type);
    }

    @Test
    void keepsPlansOfANamespace() {
        String namespace = kit.db.value();
        PlanName night = new PlanName(namespace, "Night");
        ResourcePlan plan = ResourcePlan.fresh(4)
                .withTrigger("slow", new Trigger("ELAPSED_TIME > 5", "KILL", true))
                .watch("default", "slow")
                .withMapping(new Mapping(Mapping.Kind.USER, "tess", null, 1));
        kit.run(tx -> tx.registries().plans().insert(night, plan));
        kit.run(tx -> tx.registries().plans().insert(new PlanName(namespace, "day"), ResourcePlan.fresh(null)));
        assertThat(kit.optional(tx -> tx.registries().plans().find(night))).contains(plan);
        assertThat(kit.<List<NamedPlan>>write(tx -> tx.registries().plans().lockAll(namespace)))
                .isEqualTo(kit.list(tx -> tx.registries().plans().all(namespace)))
                .extracting(each -> each.name().value())
                .containsExactly("day", "night");
    }

    @Test
    void keepsPropertiesByWhatTheyAreOf() {
        String namespace = kit.db.value();
        PropertyMap some = new PropertyMap(Map.of("a", Samples.UNUSUAL));
        PropertyMap other = new PropertyMap(Map.of("b", ""));
        for (String owner : List.of("d%.t", "d%", "D%", "")) {
            kit.run(tx -> tx.registries().propertyMaps().insert(new PropertyMapName(namespace, owner), some));
        }
        kit.run(tx -> tx.registries().propertyMaps().replace(new PropertyMapName(namespace, "d%"), other));
        kit.run(tx -> tx.registries().propertyMaps().insert(new PropertyMapName(namespace + "x", "d%"), some));
        assertThat(kit.<Map<String, PropertyMap>>write(
                        tx -> tx.registries().propertyMaps().beginning(namespace, "d%")))
                .containsExactly(Map.entry("d%", other), Map.entry("d%.t", some));
        assertThat(kit.<Map<String, PropertyMap>>write(
                        tx -> tx.registries().propertyMaps().beginning(namespace, "")))
                .hasSize(4);
    }

    @Test
    void keepsHowFarReplicationHasCome() {
        String policy = kit.db.value();
        long first = kit.write(tx -> tx.registries().executions().newId());
        ReplicationMetric metric = new ReplicationMetric(first, policy, 3, 10, "m", null, "json");
        ReplicationMetric other = new ReplicationMetric(first + 1, policy, 4, 20, null, "p", null);
        kit.run(tx -> tx.registries().replicationMetrics().insert(first, metric));
        kit.run(tx -> tx.registries().replicationMetrics().insert(first + 1, other));
        assertThat(kit.list(tx -> tx.registries().replicationMetrics().of(policy, null)))
                .containsExactly(other, metric);
        assertThat(kit.list(tx -> tx.registries().replicationMetrics().of(policy, 3L)))
                .containsExactly(metric);
        kit.run(tx -> tx.registries().replicationMetrics().deleteOlder(20));
        assertThat(kit.list(tx -> tx.registries().replicationMetrics().of(policy, null)))
                .containsExactly(other);
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
