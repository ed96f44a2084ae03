package dev.skep.server.catalog.registry;

import dev.skep.server.store.CatalogStore;

/** The services of the small registries. */
public record RegistryServices(SchemaService schemas) {
    public static RegistryServices on(CatalogStore store) {
        return new RegistryServices(new SchemaService(store));
    }
}
