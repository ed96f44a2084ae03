package dev.skep.server.store.sql.registry;

import static dev.skep.sql.Tables.DATA_CONNECTOR;
import static dev.skep.sql.Tables.PROCEDURE_PACKAGE;
import static dev.skep.sql.Tables.SERDE;
import static dev.skep.sql.Tables.STORED_PROCEDURE;
import static dev.skep.sql.Tables.USER_TYPE;

import dev.skep.server.model.UserType;
import dev.skep.server.model.connector.DataConnector;
import dev.skep.server.model.procedure.ProcedurePackage;
import dev.skep.server.model.procedure.StoredProcedure;
import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;
import dev.skep.server.store.registry.ExecutionStore;
import dev.skep.server.store.registry.IndexStore;
import dev.skep.server.store.registry.MemberRegistry;
import dev.skep.server.store.registry.NamedRegistry;
import dev.skep.server.store.registry.PlanStore;
import dev.skep.server.store.registry.PropertyMapStore;
import dev.skep.server.store.registry.Registries;
import dev.skep.server.store.registry.ReplicationMetricStore;
import dev.skep.server.store.registry.RuntimeFiguresStore;
import dev.skep.server.store.registry.ScheduledQueryStore;
import dev.skep.server.store.registry.SchemaVersionStore;
import dev.skep.server.store.sql.Ids;
import dev.skep.server.store.sql.Parents;
import dev.skep.server.store.sql.registry.SqlRegistry.Shape;
import org.jooq.DSLContext;

/** The small registries of one transaction. */
public record SqlRegistries(
        MemberRegistry<Schema> schemas,
        SchemaVersionStore schemaVersions,
        NamedRegistry<RegisteredSerde> serdes,
        ScheduledQueryStore scheduledQueries,
        ExecutionStore executions,
        RuntimeFiguresStore runtimeFigures,
        NamedRegistry<DataConnector> connectors,
        MemberRegistry<StoredProcedure> procedures,
        MemberRegistry<ProcedurePackage> packages,
        IndexStore indexes,
        NamedRegistry<UserType> userTypes,
        PlanStore plans,
        ReplicationMetricStore replicationMetrics,
        PropertyMapStore propertyMaps)
        implements Registries {
    public static SqlRegistries on(DSLContext sql, Ids ids, Parents parents) {
        return new SqlRegistries(
                new SqlSchemas(sql, ids, parents),
                new SqlSchemaVersions(sql),
                new SqlNamed<>(sql, new Shape<>(SERDE, SERDE.BODY, RegisteredSerde.class, "Serde"), SERDE.NAME),
                new SqlScheduledQueries(sql),
                new SqlExecutions(sql, ids),
                new SqlRuntimeFigures(sql, ids),
                new SqlNamed<>(
                        sql,
                        new Shape<>(DATA_CONNECTOR, DATA_CONNECTOR.BODY, DataConnector.class, "Data connector"),
                        DATA_CONNECTOR.NAME),
                new SqlMembers<>(
                        sql,
                        new Shape<>(STORED_PROCEDURE, STORED_PROCEDURE.BODY, StoredProcedure.class, "Stored procedure"),
                        parents,
                        STORED_PROCEDURE.DB_ID,
                        STORED_PROCEDURE.NAME),
                new SqlMembers<>(
                        sql,
                        new Shape<>(PROCEDURE_PACKAGE, PROCEDURE_PACKAGE.BODY, ProcedurePackage.class, "Package"),
                        parents,
                        PROCEDURE_PACKAGE.DB_ID,
                        PROCEDURE_PACKAGE.NAME),
                new SqlIndexes(sql),
                new SqlNamed<>(sql, new Shape<>(USER_TYPE, USER_TYPE.BODY, UserType.class, "Type"), USER_TYPE.NAME),
                new SqlPlans(sql),
                new SqlReplicationMetrics(sql),
                new SqlPropertyMaps(sql));
    }
}
