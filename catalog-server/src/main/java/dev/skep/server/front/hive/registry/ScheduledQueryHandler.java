package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.GetScheduledQueryArgs;
import dev.skep.hive.api.ScheduledQueries;
import dev.skep.hive.api.ScheduledQuery;
import dev.skep.hive.api.ScheduledQueryKey;
import dev.skep.hive.api.ScheduledQueryMaintenanceArgs;
import dev.skep.hive.api.ScheduledQueryMaintenanceRequest;
import dev.skep.hive.api.ScheduledQueryPollArgs;
import dev.skep.hive.api.ScheduledQueryPollRequest;
import dev.skep.hive.api.ScheduledQueryPollResponse;
import dev.skep.hive.api.ScheduledQueryProgressArgs;
import dev.skep.hive.api.ScheduledQueryProgressInfo;
import dev.skep.server.catalog.registry.ScheduledQueryService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.schedule.Execution;
import dev.skep.server.model.schedule.ScheduleName;
import dev.skep.server.model.schedule.Turn;
import org.jspecify.annotations.Nullable;

/** Scheduled queries. */
public final class ScheduledQueryHandler implements ScheduledQueries<ClientSession> {
    private final ScheduledQueryService queries;

    public ScheduledQueryHandler(ScheduledQueryService queries) {
        this.queries = queries;
    }

    @Override
    public ScheduledQuery getScheduledQuery(GetScheduledQueryArgs args, ClientSession session) {
        ScheduledQueryKey key = Translation.required(args.scheduleKey(), "key");
        return toWire(key, queries.get(name(key)));
    }

    @Override
    public void scheduledQueryMaintenance(ScheduledQueryMaintenanceArgs args, ClientSession session) {
        ScheduledQueryMaintenanceRequest request = Translation.required(args.request(), "request");
        ScheduledQuery query = request.scheduledQuery();
        ScheduleName name = name(query.scheduleKey());
        switch (request.type()) {
            case CREATE -> queries.create(name, toModel(query));
            case ALTER -> queries.alter(name, toModel(query));
            case DROP -> queries.drop(name);
            case UNRECOGNIZED ->
                throw new Translation.IncompleteRequest(
                        "What is to be done to a scheduled query is none of create," + " alter and drop");
        }
    }

    @Override
    public ScheduledQueryPollResponse scheduledQueryPoll(ScheduledQueryPollArgs args, ClientSession session) {
        ScheduledQueryPollRequest request = Translation.required(args.request(), "request");
        return queries.poll(request.clusterNamespace())
                .map(ScheduledQueryHandler::toWire)
                .orElseGet(() -> ScheduledQueryPollResponse.builder().build());
    }

    @Override
    public void scheduledQueryProgress(ScheduledQueryProgressArgs args, ClientSession session) {
        ScheduledQueryProgressInfo info = Translation.required(args.info(), "progress");
        queries.report(
                info.scheduledExecutionId(),
                Translation.constant(Execution.State.class, info.state(), "state of the execution"),
                info.executorQueryId(),
                info.errorMessage());
    }

    private static ScheduleName name(ScheduledQueryKey key) {
        return new ScheduleName(key.clusterNamespace(), key.scheduleName());
    }

    private static ScheduledQueryKey toWire(ScheduleName name) {
        return ScheduledQueryKey.builder()
                .scheduleName(name.value())
                .clusterNamespace(name.namespace())
                .build();
    }

    private static dev.skep.server.model.schedule.ScheduledQuery toModel(ScheduledQuery wire) {
        return new dev.skep.server.model.schedule.ScheduledQuery(
                Translation.isTrue(wire.enabled()),
                given(wire.schedule(), "schedule"),
                wire.user(),
                given(wire.query(), "query"),
                wire.nextExecution() == null ? null : wire.nextExecution().longValue(),
                null);
    }

    private static String given(@Nullable String text, String what) {
        if (text == null) {
            throw CatalogException.invalid("A scheduled query needs a " + what);
        }
        return text;
    }

    private static ScheduledQuery toWire(ScheduledQueryKey key, dev.skep.server.model.schedule.ScheduledQuery query) {
        Long next = query.nextTurn();
        return ScheduledQuery.builder()
                .scheduleKey(key)
                .enabled(query.enabled())
                .schedule(query.schedule())
                .user(query.user())
                .query(query.text())
                .nextExecution(next == null ? null : Math.toIntExact(next))
                .build();
    }

    /** The query begins with the name of its schedule, so that it is known in the lists of an engine. */
    private static ScheduledQueryPollResponse toWire(Turn turn) {
        ScheduleName name = turn.query().name();
        return ScheduledQueryPollResponse.builder()
                .scheduleKey(toWire(name))
                .executionId(turn.executionId())
                .query("/* schedule: " + name.value() + " */"
                        + turn.query().query().text())
                .user(turn.query().query().user())
                .build();
    }
}
