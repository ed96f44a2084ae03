package dev.skep.server.front.rest;

import dev.skep.server.catalog.DatabaseService;
import java.util.List;
import java.util.Set;

/** The catalogs. */
final class CatalogResource {
    private final DatabaseService databases;

    CatalogResource(DatabaseService databases) {
        this.databases = databases;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/catalogs", Set.of(), this::list));
    }

    private Answer list(Request request) {
        return Answer.json(new Catalogs(databases.catalogs().stream()
                .map(name -> new Catalog(name.value()))
                .toList()));
    }

    private record Catalogs(List<Catalog> catalogs) {}

    private record Catalog(String name) {}
}
