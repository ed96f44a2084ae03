package dev.skep.server.catalog.registry;

import dev.skep.server.cron.CronSchedule;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.schedule.Execution;
import dev.skep.server.model.schedule.NamedQuery;
import dev.skep.server.model.schedule.NumberedExecution;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.ScheduledQuery;
import dev.skep.server.model.schedule.Turn;
import dev.skep.server.store.CatalogStore;
import dev.skep.server.store.Tx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queries that run on a schedule. Executors ask for what is due and report how it goes; a query is handed out to one of them, and
 * not again before it has ended. Whoever asks also ends what has not been heard of for long: nothing runs in the background.
 */
public final class ScheduledQueryService {
    /** An executor that has not reported for so long is taken for dead. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    private static final Duration HISTORY = Duration.ofDays(30);

    private final CatalogStore store;
    private final Clock clock;

    /** @param clock its zone is that of the schedules */
    public ScheduledQueryService(CatalogStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public ScheduledQuery get(ScheduleName name) {
        return store.read(tx -> tx.registries().scheduledQueries().find(name)).orElseThrow(() -> noQuery(name));
    }

    /** @throws CatalogException {@code INVALID}, {@code ALREADY_EXISTS} */
    public void create(ScheduleName name, ScheduledQuery draft) {
        if (name.value().isBlank()) {
            throw CatalogException.invalid("A scheduled query needs a name");
        }
        ScheduledQuery query = draft.withNextTurn(nextTurn(draft, clock.instant()));
        store.inTransaction(tx -> {
            tx.registries().scheduledQueries().insert(name, query);
            return name;
        });
    }

    /**
     * Replaces all but what is running.
     *
     * @param next its next turn, or null to have it taken from the schedule
     * @throws CatalogException {@code INVALID}, {@code NOT_FOUND_OTHER}
     */
    public void alter(ScheduleName name, ScheduledQuery next) {
        Long fromSchedule = nextTurn(next, clock.instant());
        Long nextTurn = next.nextTurn() == null ? fromSchedule : next.nextTurn();
        store.inTransaction(tx -> {
            ScheduledQuery current = lock(tx, name);
            tx.registries()
                    .scheduledQueries()
                    .replace(name, next.withNextTurn(nextTurn).withExecution(current.execution()));
            return name;
        });
    }

    /** @throws CatalogException {@code NOT_FOUND_OTHER} */
    public void drop(ScheduleName name) {
        if (!store.inTransaction(tx -> tx.registries().scheduledQueries().delete(name))) {
            throw noQuery(name);
        }
    }

    /** Hands out the query that has waited longest, if one is due. */
    public Optional<Turn> poll(String namespace) {
        Instant now = clock.instant();
        return store.inTransaction(tx -> {
            endSilent(tx, now);
            return tx.registries()
                    .scheduledQueries()
                    .lockDue(namespace, now.getEpochSecond())
                    .map(due -> begin(tx, due, now));
        });
    }

    /**
     * Notes how far an execution is.
     *
     * @throws CatalogException {@code NOT_FOUND_OTHER}; {@code INVALID} if it cannot be so far
     */
    public void report(long id, Execution.State state, @Nullable String executorQuery, @Nullable String error) {
        long now = clock.instant().getEpochSecond();
        store.inTransaction(tx -> {
            Execution execution =
                    tx.registries().executions().lock(id).orElseThrow(() -> CatalogException.notFound("execution", id));
            if (!execution.state().mayBecome(state)) {
                throw CatalogException.invalid("Execution " + id + " of scheduled query " + execution.query() + " is "
                        + execution.state() + " and cannot become " + state);
            }
            return update(tx, id, execution.reported(state, executorQuery, error, now));
        });
    }

    private Turn begin(Tx tx, NamedQuery due, Instant now) {
        long id = tx.registries().executions().newId();
        ScheduledQuery running =
                due.query().withNextTurn(nextTurn(due.query(), now)).withExecution(id);
        tx.registries().executions().deleteEnded(now.minus(HISTORY).getEpochSecond());
        tx.registries().executions().insert(id, Execution.begun(due.name(), now.getEpochSecond()));
        tx.registries().scheduledQueries().replace(due.name(), running);
        return new Turn(id, new NamedQuery(due.name(), running));
    }

    private static void endSilent(Tx tx, Instant now) {
        for (NumberedExecution silent :
                tx.registries().executions().lockUnheard(now.minus(SILENCE).getEpochSecond())) {
            String error = "Its executor has not been heard of for " + SILENCE.toSeconds() + " seconds";
            update(
                    tx,
                    silent.id(),
                    silent.execution().reported(Execution.State.TIMED_OUT, null, error, now.getEpochSecond()));
        }
    }

    private static Execution update(Tx tx, long id, Execution execution) {
        tx.registries().executions().replace(id, execution);
        if (execution.endedAt() != null) {
            ScheduledQuery query = lock(tx, execution.query());
            tx.registries().scheduledQueries().replace(execution.query(), query.withExecution(null));
        }
        return execution;
    }

    private @Nullable Long nextTurn(ScheduledQuery query, Instant after) {
        return CronSchedule.quartz(query.schedule())
                .next(after, clock.getZone())
                .map(Instant::getEpochSecond)
                .orElse(null);
    }

    private static ScheduledQuery lock(Tx tx, ScheduleName name) {
        return tx.registries().scheduledQueries().lock(name).orElseThrow(() -> noQuery(name));
    }

    private static CatalogException noQuery(ScheduleName name) {
        return CatalogException.notFound("scheduled query", name);
    }
}
