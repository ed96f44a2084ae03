package dev.skep.server.front.rest;

import dev.skep.server.catalog.CatalogService;
import dev.skep.server.model.Catalog;
import dev.skep.server.model.Stored;
import java.util.List;
import java.util.Set;

/** The catalogs. */
final class CatalogResource {
    private static final String ALL = "/api/v1/catalogs";
    private static final String ONE = ALL + "/{catalog}";

    private final CatalogService catalogs;

    CatalogResource(CatalogService catalogs) {
        this.catalogs = catalogs;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Set.of(), this::list),
                Route.post(ALL, Set.of("dryRun"), this::create),
                Route.get(ONE, Set.of(), this::get),
                Route.delete(ONE, Set.of("dryRun"), this::drop));
    }

    private Answer list(Request request) {
        return Answer.json(new Catalogs(
                catalogs.names().stream().map(name -> new Name(name.value())).toList()));
    }

    private Answer create(Request request) {
        Catalog draft = request.body(CatalogJson.class).toDraft();
        Stored<Catalog> created = catalogs.create(draft, request.mode());
        return request.created(CatalogJson.of(created), created.version(), Addresses.of(draft.name()));
    }

    private Answer get(Request request) {
        Stored<Catalog> stored = catalogs.get(request.catalog());
        return request.entity(CatalogJson.of(stored), stored.version());
    }

    private Answer drop(Request request) {
        catalogs.drop(request.catalog(), request.precondition(), request.mode());
        return Answer.noContent();
    }

    private record Catalogs(List<Name> catalogs) {}

    private record Name(String name) {}
}
