package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.SERDE;

import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;
import dev.skep.server.store.registry.MemberRegistry;
import dev.skep.server.store.registry.NamedRegistry;
import dev.skep.server.store.registry.Registries;
import dev.skep.server.store.registry.SchemaVersionStore;
import dev.skep.server.store.sql.Ids;
import dev.skep.server.store.sql.Parents;
import dev.skep.server.store.sql.registry.SqlRegistry.Shape;
import org.jooq.DSLContext;

/** The small registries of one transaction. */
public record SqlRegistries(
        MemberRegistry<Schema> schemas, SchemaVersionStore schemaVersions, NamedRegistry<RegisteredSerde> serdes)
        implements Registries {
    public static SqlRegistries on(DSLContext sql, Ids ids, Parents parents) {
        return new SqlRegistries(
                new SqlSchemas(sql, ids, parents),
                new SqlSchemaVersions(sql),
                new SqlNamed<>(sql, new Shape<>(SERDE, SERDE.BODY, RegisteredSerde.class, "Serde"), SERDE.NAME));
    }
}
