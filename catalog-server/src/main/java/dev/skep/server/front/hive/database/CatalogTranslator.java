package dev.skep.server.front.hive.database;

import dev.skep.hive.api.Catalog;
import dev.skep.server.front.hive.translation.Rest;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogName;

/** Catalogs of the wire and of the model. */
public final class CatalogTranslator {
    private CatalogTranslator() {}

    /** @param name what the catalog is called, whatever the record says */
    static dev.skep.server.model.Catalog toModel(CatalogName name, Catalog wire) {
        return new dev.skep.server.model.Catalog(
                name,
                Translation.location(wire.locationUri()),
                wire.description(),
                null,
                Rest.keep(
                        Catalog.CODEC, Catalog.builder().unknown(wire.unknown()).build()));
    }

    /** The catalog as clients read it. */
    public static Catalog toWire(dev.skep.server.model.Catalog catalog) {
        return Rest.of(Catalog.CODEC, catalog.extras())
                .map(Catalog::toBuilder)
                .orElseGet(Catalog::builder)
                .name(catalog.name().value())
                .description(catalog.comment())
                .locationUri(catalog.location())
                .createTime(Translation.seconds(catalog.createdAt()))
                .build();
    }
}
