package dev.skep.server.front.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skep.server.model.Precondition;
import dev.skep.server.model.Stored;
import dev.skep.server.schedule.NamedService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Things with a name and a version, such as connections.
 *
 * @param plural last segment of their path, and their name in a listing
 * @param singular the variable in the path
 */
record NamedResource<V, J>(String plural, String singular, NamedService<V> service, Form<V, J> form) {
    /** How one of them is written. */
    interface Form<V, J> {
        Class<J> shape();

        /** @param stored with what may not be seen left out */
        J json(Stored<V> stored);

        Optional<Long> version(J json);

        /** @param name if the JSON names none */
        V model(J json, Optional<String> name);
    }

    List<Route> routes() {
        return List.of(
                Route.get(all(), Set.of("pageSize", "pageToken"), this::list),
                Route.post(all(), Set.of("dryRun"), this::create),
                Route.get(one(), Set.of(), this::get),
                Route.put(one(), Set.of("dryRun"), this::replace),
                Route.patch(one(), Set.of("dryRun"), this::patch),
                Route.delete(one(), Set.of("dryRun"), this::delete));
    }

    private String all() {
        return "/api/v1/" + plural;
    }

    private String one() {
        return all() + "/{" + singular + "}";
    }

    private Answer list(Request request) {
        Request.Paging paging = request.paging();
        List<Stored<V>> found = service.page(paging.page());
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(plural, paging.cut(found).stream().map(form::json).toList());
        String next = paging.next(found, stored -> service.nameOf(stored.value()));
        if (next != null) {
            page.put("nextPageToken", next);
        }
        return Answer.json(page);
    }

    private Answer create(Request request) {
        V draft = form.model(request.body(form.shape()), Optional.empty());
        Stored<V> created = service.create(draft, request.mode());
        return request.created(
                form.json(created), created.version(), all() + "/" + Addresses.segment(service.nameOf(draft)));
    }

    private Answer get(Request request) {
        Stored<V> stored = service.get(request.named(singular));
        return request.entity(form.json(stored), stored.version());
    }

    private Answer replace(Request request) {
        J next = request.body(form.shape());
        V model = form.model(next, Optional.of(request.named(singular)));
        return altered(
                request,
                current -> model,
                request.precondition(form.version(next).orElse(null)));
    }

    private Answer patch(Request request) {
        JsonNode patch = request.patch();
        return altered(
                request,
                current -> form.model(
                        RestJson.patched(form.json(new Stored<>(0, 1, current)), patch),
                        Optional.of(request.named(singular))),
                request.precondition(Request.version(patch)));
    }

    private Answer altered(Request request, UnaryOperator<V> change, Precondition precondition) {
        Stored<V> altered = service.alter(request.named(singular), change, precondition, request.mode());
        return Answer.entity(form.json(altered), altered.version());
    }

    private Answer delete(Request request) {
        service.delete(request.named(singular), request.precondition(), request.mode());
        return Answer.noContent();
    }
}
