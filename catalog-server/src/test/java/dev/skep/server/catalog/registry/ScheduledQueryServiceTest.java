package dev.skep.server.catalog.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.schedule.Execution.State;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.ScheduledQuery;
import dev.skep.server.model.schedule.Turn;
import dev.skep.server.schedule.TurnedClock;
import dev.skep.server.store.sql.SqlCatalogStore;
import dev.skep.server.store.sql.StatementCounter;
import dev.skep.server.store.sql.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduledQueryServiceTest {
    private static final Instant START = Instant.parse("2024-05-06T07:08:09Z");
    private static final Instant TEN_PAST = Instant.parse("2024-05-06T07:10:00Z");
    private static final ScheduleName NAME = new ScheduleName("cluster", "Refresh");

    private final SqlCatalogStore store = SqlCatalogStore.open(
            new StoreSettings("jdbc:h2:mem:" + UUID.randomUUID(), "", "", 4), new StatementCounter());
    private final TurnedClock clock = new TurnedClock(START);
    private final ScheduledQueryService service = new ScheduledQueryService(store, clock);

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void handsOutWhatIsDueToOne() {
        create("0 */10 * * * ? *");
        assertThat(service.get(NAME).nextTurn()).isEqualTo(TEN_PAST.getEpochSecond());
        assertThat(service.poll("cluster")).isEmpty();
        clock.turnTo(TEN_PAST);
        assertThat(service.poll("other")).isEmpty();
        Turn turn = service.poll("cluster").orElseThrow();
        assertThat(turn.query().name()).isEqualTo(NAME);
        assertThat(service.get(NAME).nextTurn())
                .isEqualTo(TEN_PAST.plusSeconds(600).getEpochSecond());
        clock.turnTo(TEN_PAST.plusSeconds(60));
        assertThat(service.poll("cluster")).isEmpty();
    }

    @Test
    void aTurnEndsByAReport() {
        Turn first = firstTurn();
        service.report(first.executionId(), State.EXECUTING, "q-1", null);
        service.report(first.executionId(), State.EXECUTING, null, null);
        refused(ErrorKind.INVALID, "INITED", () -> service.report(first.executionId(), State.INITED, null, null));
        service.report(first.executionId(), State.FINISHED, null, null);
        refused(ErrorKind.INVALID, "FINISHED", () -> service.report(first.executionId(), State.EXECUTING, null, null));
        assertThat(service.poll("cluster")).isEmpty();
        clock.turnTo(TEN_PAST.plusSeconds(600));
        assertThat(service.poll("cluster")).isPresent();
        refused(ErrorKind.NOT_FOUND_OTHER, "-1", () -> service.report(-1, State.FINISHED, null, null));
    }

    @Test
    void whoIsSilentIsTakenForDead() {
        Turn first = firstTurn();
        clock.turnTo(TEN_PAST.plus(Duration.ofMinutes(1)));
        service.report(first.executionId(), State.EXECUTING, "q-1", null);
        clock.turnTo(TEN_PAST.plus(Duration.ofMinutes(3)));
        assertThat(service.poll("cluster")).isEmpty();
        assertThat(service.get(NAME).execution()).isEqualTo(first.executionId());
        clock.turnTo(TEN_PAST.plus(Duration.ofMinutes(3)).plusSeconds(1));
        assertThat(service.poll("cluster")).isEmpty();
        assertThat(service.get(NAME).execution()).isNull();
        refused(ErrorKind.INVALID, "TIMED_OUT", () -> service.report(first.executionId(), State.FINISHED, null, null));
        clock.turnTo(TEN_PAST.plus(Duration.ofMinutes(10)));
        assertThat(service.poll("cluster")).isPresent();
    }

    @Test
    void anAlteredQueryKeepsItsTurn() {
        Turn first = firstTurn();
        service.alter(NAME, query(true, "0 0 * * * ? *", null));
        assertThat(service.get(NAME).execution()).isEqualTo(first.executionId());
        assertThat(service.get(NAME).nextTurn())
                .isEqualTo(Instant.parse("2024-05-06T08:00:00Z").getEpochSecond());
        service.report(first.executionId(), State.FINISHED, null, null);
        service.alter(NAME, query(true, "0 0 * * * ? *", clock.instant().getEpochSecond()));
        assertThat(service.poll("cluster")).isPresent();
    }

    @Test
    void whatIsSwitchedOffOrDroppedDoesNotRun() {
        create("0 */10 * * * ? *");
        service.alter(NAME, query(false, "0 */10 * * * ? *", null));
        clock.turnTo(TEN_PAST.plusSeconds(5));
        assertThat(service.poll("cluster")).isEmpty();
        service.alter(NAME, query(true, "0 */10 * * * ? *", TEN_PAST.getEpochSecond()));
        Turn turn = service.poll("cluster").orElseThrow();
        service.drop(NAME);
        refused(
                ErrorKind.NOT_FOUND_OTHER,
                "execution",
                () -> service.report(turn.executionId(), State.FINISHED, null, null));
        refused(ErrorKind.NOT_FOUND_OTHER, "Refresh", () -> service.drop(NAME));
        refused(ErrorKind.NOT_FOUND_OTHER, "Refresh", () -> service.get(NAME));
    }

    @Test
    void refusesWhatItCannotRun() {
        refused(ErrorKind.INVALID, "is not a schedule", () -> create("sometimes"));
        create("0 0 0 1 1 ? 2024");
        assertThat(service.get(NAME).nextTurn()).isNull();
        refused(ErrorKind.ALREADY_EXISTS, "Refresh", () -> create("0 0 4 * * ?"));
        refused(ErrorKind.INVALID, "is not a schedule", () -> service.alter(NAME, query(true, "", null)));
    }

    private Turn firstTurn() {
        create("0 */10 * * * ? *");
        clock.turnTo(TEN_PAST);
        return service.poll("cluster").orElseThrow();
    }

    private void create(String schedule) {
        service.create(NAME, query(true, schedule, null));
    }

    private static ScheduledQuery query(boolean enabled, String schedule, @Nullable Long nextTurn) {
        return new ScheduledQuery(enabled, schedule, "tess", "select 1", nextTurn, null);
    }

    private static void refused(ErrorKind kind, String message, ThrowingCallable work) {
        assertThatThrownBy(work)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        CatalogException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
