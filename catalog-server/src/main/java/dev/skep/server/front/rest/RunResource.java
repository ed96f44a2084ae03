package dev.skep.server.front.rest;

import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.RunPosition;
import dev.skep.server.model.crawl.RunState;
import dev.skep.server.schedule.RunService;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs of crawlers, for whoever watches them. */
final class RunResource {
    static final String ALL = "/api/v1/runs";
    static final String ONE = ALL + "/{run}";
    static final String PLAN = ONE + "/plan";

    private final RunService runs;

    RunResource(RunService runs) {
        this.runs = runs;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Set.of("state", "pageSize", "pageToken"), request -> page(request, runs, null)),
                Route.get(ONE, Set.of(), this::get),
                Route.get(PLAN, Set.of(), this::plan),
                Route.post(ONE + "/cancel", Set.of(), this::cancel),
                Route.post(ONE + "/approve", Set.of(), this::approve));
    }

    /**
     * The runs of a crawler, the newest first.
     *
     * @param crawler null for those of all
     */
    static Answer page(Request request, RunService runs, @Nullable String crawler) {
        Request.Paging paging = request.paging();
        List<CrawlRun> found = runs.page(
                crawler,
                request.parameter("state").map(RunResource::state).orElse(null),
                position(paging.after()),
                paging.size() + 1);
        return Answer.json(new Runs(
                paging.cut(found).stream().map(RunJson::of).toList(),
                paging.next(found, run -> run.order().queuedAt() + ":" + run.id())));
    }

    private static RunState state(String text) {
        return Arrays.stream(RunState.values())
                .filter(state -> state.name().equals(text))
                .findFirst()
                .orElseThrow(() -> CatalogException.invalid("The query parameter 'state' must be one of "
                        + Arrays.toString(RunState.values()) + ", not '" + text + "'"));
    }

    /** @param after as this server wrote it into the token */
    private static @Nullable RunPosition position(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int colon = after.indexOf(':');
        return new RunPosition(Long.parseLong(after.substring(0, colon)), Long.parseLong(after.substring(colon + 1)));
    }

    private Answer get(Request request) {
        return Answer.json(RunJson.of(runs.get(request.run())));
    }

    private Answer plan(Request request) {
        long id = request.run();
        return Answer.of(
                Answer.JSON,
                runs.plan(id)
                        .orElseThrow(() -> new CatalogException(
                                ErrorKind.NOT_FOUND_OTHER, "Run " + id + " has made no plan yet")));
    }

    private Answer cancel(Request request) {
        return Answer.json(RunJson.of(runs.cancel(request.run())));
    }

    private Answer approve(Request request) {
        String by = Required.present(request.body(Approval.class).by(), "by");
        return Answer.json(RunJson.of(runs.approve(request.run(), by)));
    }

    private record Approval(@Nullable String by) {}

    private record Runs(List<RunJson> runs, @Nullable String nextPageToken) {}
}
