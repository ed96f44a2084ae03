package dev.skep.server.catalog.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.workload.Findings;
import dev.skep.server.model.workload.Mapping;
import dev.skep.server.model.workload.NamedPlan;
import dev.skep.server.model.workload.PlanName;
import dev.skep.server.model.workload.Pool;
import dev.skep.server.model.workload.ResourcePlan;
import dev.skep.server.model.workload.ResourcePlan.Status;
import dev.skep.server.model.workload.Trigger;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkloadServiceTest {
    private static final PlanName DAY = PlanName.of(null, "Day");
    private static final PlanName NIGHT = PlanName.of(null, "night");
    private static final Pool HALF = new Pool(0.5, 2, "fair", List.of());

    private final SqlCatalogStore store = SqlCatalogStore.open(
            new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 4), new StatementCounter());
    private final WorkloadService service =
            new WorkloadService(store, Clock.fixed(Instant.parse("2024-05-06T07:08:09Z"), ZoneOffset.UTC));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewPlanIsDisabledAndHasOnePool() {
        service.create(DAY, null, null);
        ResourcePlan plan = service.get(DAY);
        assertThat(plan.status()).isEqualTo(Status.DISABLED);
        assertThat(plan.defaultPool()).isEqualTo("default");
        assertThat(plan.pools()).containsOnlyKeys("default");
        assertThat(plan.check()).isEqualTo(new Findings(List.of(), List.of()));
        refused(ErrorKind.ALREADY_EXISTS, "day", () -> service.create(DAY, null, null));
        refused(ErrorKind.INVALID, "positive", () -> service.create(NIGHT, 0, null));
        refused(ErrorKind.INVALID, "not a name", () -> service.create(PlanName.of(null, ""), null, null));
        refused(ErrorKind.NOT_FOUND_OTHER, "nothing", () -> service.create(NIGHT, 1, PlanName.of(null, "nothing")));
    }

    @Test
    void aCopyHasWhatThePlanHas() {
        service.create(DAY, 4, null);
        service.edit(
                DAY,
                plan -> plan.withTrigger("slow", new Trigger("a > 1", "KILL", false))
                        .watch("default", "slow"));
        switchTo(DAY, Status.ACTIVE, true);
        service.create(NIGHT, null, DAY);
        assertThat(service.get(NIGHT)).isEqualTo(service.get(DAY).withStatus(Status.DISABLED));
    }

    @Test
    void onePlanIsActive() {
        service.create(DAY, null, null);
        service.create(NIGHT, null, null);
        refused(ErrorKind.INVALID, "enable it", () -> switchTo(DAY, Status.ACTIVE, false));
        switchTo(DAY, Status.ENABLED, false);
        assertThat(switchTo(DAY, Status.ACTIVE, false)).isEqualTo(DAY);
        assertThat(service.active("default").map(NamedPlan::name)).contains(DAY);
        assertThat(switchTo(NIGHT, Status.ACTIVE, true)).isEqualTo(NIGHT);
        assertThat(service.get(DAY).status()).isEqualTo(Status.ENABLED);
        refused(ErrorKind.INVALID, "is active", () -> switchTo(NIGHT, Status.DISABLED, false));
        refused(ErrorKind.INVALID, "active", () -> service.drop(NIGHT));
        refused(ErrorKind.INVALID, "disabled", () -> service.edit(NIGHT, plan -> plan.withPool("x", HALF)));
        service.alter("default", null, new PlanChange(null, Status.DISABLED, List.of(), false, true));
        assertThat(service.active("default")).isEmpty();
        service.drop(NIGHT);
        refused(ErrorKind.NOT_FOUND_OTHER, "night", () -> service.drop(NIGHT));
        refused(ErrorKind.NOT_FOUND_OTHER, "active", () -> switchTo(null, Status.DISABLED, false));
    }

    @Test
    void aPlanThatIsNotSoundIsNotEnabled() {
        service.create(DAY, 3, null);
        service.edit(
                DAY,
                plan -> plan.withPool("etl", HALF)
                        .withPool("etl.a", HALF)
                        .withPool("etl.b", new Pool(0.6, 0, null, List.of())));
        assertThat(service.check(DAY).errors())
                .anySatisfy(error -> assertThat(error).contains("share 1.0 together"))
                .anySatisfy(error -> assertThat(error).contains("below etl must share at most 1.0"))
                .anySatisfy(error -> assertThat(error).contains("parallelism of pool etl.b"))
                .anySatisfy(error -> assertThat(error).contains("more than the plan's 3"));
        refused(ErrorKind.INVALID, "is invalid", () -> switchTo(DAY, Status.ENABLED, false));
        assertThat(service.get(DAY).status()).isEqualTo(Status.DISABLED);
    }

    @Test
    void poolsFormATree() {
        service.create(DAY, null, null);
        service.edit(DAY, plan -> plan.withPool("etl", HALF).withPool("etl.a", HALF));
        refused(ErrorKind.NOT_FOUND_OTHER, "x", () -> service.edit(DAY, plan -> plan.withPool("x.y", HALF)));
        refused(ErrorKind.ALREADY_EXISTS, "etl", () -> service.edit(DAY, plan -> plan.withPool("etl", HALF)));
        refused(ErrorKind.INVALID, "below it", () -> service.edit(DAY, plan -> plan.withoutPool("etl")));
        refused(ErrorKind.INVALID, "default", () -> service.edit(DAY, plan -> plan.withoutPool("default")));
        refused(
                ErrorKind.INVALID,
                "below itself",
                () -> service.edit(DAY, plan -> plan.alterPool("etl", "etl.a.b", pool -> pool)));

        Mapping mapping = new Mapping(Mapping.Kind.USER, "tess", "etl.a", 0);
        service.edit(
                DAY,
                plan -> plan.withMapping(mapping)
                        .withDefaultPool("etl.a")
                        .alterPool("etl", "load", pool -> HALF)
                        .withDefaultPool("default"));
        assertThat(service.get(DAY).pools()).containsOnlyKeys("default", "load", "load.a");
        assertThat(service.get(DAY).mappings()).containsExactly(new Mapping(Mapping.Kind.USER, "tess", "load.a", 0));
        refused(ErrorKind.INVALID, "mappings", () -> service.edit(DAY, plan -> plan.withoutPool("load.a")));
        refused(
                ErrorKind.ALREADY_EXISTS,
                "tess",
                () -> service.edit(DAY, plan -> plan.withMapping(new Mapping(Mapping.Kind.USER, "tess", null, 1))));
        service.edit(
                DAY, plan -> plan.withoutMapping(mapping).withoutPool("load.a").withoutPool("load"));
        refused(ErrorKind.NOT_FOUND_OTHER, "tess", () -> service.edit(DAY, plan -> plan.withoutMapping(mapping)));
        refused(ErrorKind.NOT_FOUND_OTHER, "load", () -> service.edit(DAY, plan -> plan.withoutPool("load")));
    }

    @Test
    void aTriggerThatGoesWatchesNoPool() {
        service.create(DAY, null, null);
        service.edit(
                DAY,
                plan -> plan.withTrigger("slow", new Trigger("a", "b", true)).watch("default", "slow"));
        refused(ErrorKind.NOT_FOUND_OTHER, "fast", () -> service.edit(DAY, plan -> plan.watch("default", "fast")));
        service.edit(DAY, plan -> plan.alterTrigger("slow", trigger -> trigger.altered(null, "c", null)));
        assertThat(service.get(DAY).triggers()).containsEntry("slow", new Trigger("a", "c", true));
        service.edit(DAY, plan -> plan.withoutTrigger("slow"));
        assertThat(service.get(DAY)).isEqualTo(ResourcePlan.fresh(null));
    }

    @Test
    void aPlanTakesThePlaceOfAnother() {
        service.create(DAY, null, null);
        service.create(NIGHT, 4, null);
        switchTo(DAY, Status.ACTIVE, true);
        refused(ErrorKind.INVALID, "itself", () -> service.replace(DAY, null));
        assertThat(service.replace(NIGHT, null).map(NamedPlan::name)).contains(DAY);
        assertThat(service.get(DAY).parallelism()).isEqualTo(4);
        assertThat(service.all("default"))
                .extracting(each -> each.name().value(), each -> each.plan().status())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("day", Status.ACTIVE),
                        org.assertj.core.groups.Tuple.tuple("day_old_2024_05_06_07_08_09", Status.DISABLED));
    }

    @Test
    void aDisabledPlanIsRenamed() {
        service.create(DAY, null, null);
        service.create(NIGHT, null, null);
        refused(ErrorKind.ALREADY_EXISTS, "night", () -> rename(DAY, "night"));
        rename(DAY, "noon");
        refused(ErrorKind.NOT_FOUND_OTHER, "day", () -> service.get(DAY));
        assertThat(service.get(PlanName.of(null, "noon"))).isEqualTo(ResourcePlan.fresh(null));
        refused(
                ErrorKind.INVALID,
                "at once",
                () -> service.alter("default", NIGHT, new PlanChange("x", Status.ENABLED, List.of(), false, false)));
    }

    private void rename(PlanName name, String newName) {
        service.alter("default", name, new PlanChange(newName, null, List.of(), false, false));
    }

    /** The plan that has become active by it. */
    private @Nullable PlanName switchTo(@Nullable PlanName name, Status status, boolean enableFirst) {
        return service.alter("default", name, new PlanChange(null, status, List.of(), enableFirst, false))
                .map(NamedPlan::name)
                .orElse(null);
    }

    private static void refused(ErrorKind kind, String message, ThrowingCallable work) {
        assertThatThrownBy(work)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
