package dev.skep.server.front.rest;

import dev.skep.server.model.Catalog;
import dev.skep.server.model.Extras;
import dev.skep.server.model.Names;
import dev.skep.server.model.Stored;
import org.jspecify.annotations.Nullable;

/** A catalog. */
record CatalogJson(
        @Nullable String name,
        @Nullable String comment,
        @Nullable String location,
        @Nullable String createdAt,
        @Nullable Long version) {

    static CatalogJson of(Stored<Catalog> stored) {
        Catalog catalog = stored.value();
        return new CatalogJson(
                catalog.name().value(),
                catalog.comment(),
                catalog.location(),
                catalog.createdAt() == null ? null : catalog.createdAt().toString(),
                stored.version());
    }

    Catalog toDraft() {
        return new Catalog(Names.catalog(Required.present(name, "name")), location, comment, null, Extras.NONE);
    }
}
