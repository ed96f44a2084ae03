package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.crawl.CrawlRun;
import dev.skep.server.model.crawl.Crawler;
import dev.skep.server.schedule.CrawlerService;
import dev.skep.server.schedule.CrawlerView;
import dev.skep.server.schedule.RunService;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Crawlers, and the wish for a run of one. */
final class CrawlerResource {
    private static final String ALL = "/api/v1/crawlers";
    private static final String ONE = ALL + "/{crawler}";
    private static final String RUNS = ONE + "/runs";

    private final CrawlerService crawlers;
    private final RunService runs;

    CrawlerResource(CrawlerService crawlers, RunService runs) {
        this.crawlers = crawlers;
        this.runs = runs;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Set.of("pageSize", "pageToken"), this::list),
                Route.post(ALL, Set.of("dryRun"), this::create),
                Route.get(ONE, Set.of(), this::get),
                Route.put(ONE, Set.of("dryRun"), this::replace),
                Route.patch(ONE, Set.of("dryRun"), this::patch),
                Route.delete(ONE, Set.of("dryRun"), this::delete),
                Route.get(RUNS, Set.of("state", "pageSize", "pageToken"), this::listRuns),
                Route.post(RUNS, Set.of("dryRun", "full"), this::requestRun));
    }

    private Answer list(Request request) {
        Request.Paging paging = request.paging();
        List<CrawlerView> found = crawlers.page(paging.page());
        return Answer.json(new Crawlers(
                paging.cut(found).stream().map(CrawlerJson::of).toList(),
                paging.next(found, view -> view.crawler().value().name())));
    }

    private Answer create(Request request) {
        CrawlerView created = crawlers.create(request.body(CrawlerJson.class).toDraft(), request.mode());
        return request.created(
                CrawlerJson.of(created),
                created.crawler().version(),
                ALL + "/" + Addresses.segment(created.crawler().value().name()));
    }

    /** What it is doing changes without its version, so nobody is told that nothing has changed. */
    private Answer get(Request request) {
        return entity(crawlers.get(request.named("crawler")));
    }

    private Answer replace(Request request) {
        CrawlerJson next = request.body(CrawlerJson.class);
        return altered(request, next::toReplacement, request.precondition(next.version()));
    }

    private Answer patch(Request request) {
        JsonNode patch = request.patch();
        return altered(
                request,
                current -> RestJson.patched(CrawlerJson.of(current, null, null), patch)
                        .toReplacement(current),
                request.precondition(Request.version(patch)));
    }

    private Answer altered(Request request, UnaryOperator<Crawler> change, Precondition precondition) {
        return entity(crawlers.alter(request.named("crawler"), change, precondition, request.mode()));
    }

    private Answer delete(Request request) {
        crawlers.delete(request.named("crawler"), request.precondition(), request.mode());
        return Answer.noContent();
    }

    private Answer listRuns(Request request) {
        return RunResource.page(request, runs, request.named("crawler"));
    }

    private Answer requestRun(Request request) {
        CrawlRun run =
                runs.request(request.named("crawler"), request.flag("dryRun", false), request.flag("full", false));
        return Answer.json(RunJson.of(run)).withStatus(202).withHeader("Location", RunResource.ALL + "/" + run.id());
    }

    private static Answer entity(CrawlerView view) {
        return Answer.entity(CrawlerJson.of(view), view.crawler().version());
    }

    private record Crawlers(
            List<CrawlerJson> crawlers, @Nullable String nextPageToken) {}
}
