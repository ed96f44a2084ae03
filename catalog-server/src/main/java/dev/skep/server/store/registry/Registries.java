package dev.skep.server.store.registry;

import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;

/** The small registries of a transaction. */
public interface Registries {
    MemberRegistry<Schema> schemas();

    SchemaVersionStore schemaVersions();

    NamedRegistry<RegisteredSerde> serdes();
}
