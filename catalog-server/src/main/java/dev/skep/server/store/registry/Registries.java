package dev.skep.server.store.registry;

import dev.skep.server.model.UserType;
import dev.skep.server.model.connector.DataConnector;
import dev.skep.server.model.procedure.ProcedurePackage;
import dev.skep.server.model.procedure.StoredProcedure;
import dev.skep.server.model.schema.RegisteredSerde;
import dev.skep.server.model.schema.Schema;

/** The small registries of a transaction. */
public interface Registries {
    MemberRegistry<Schema> schemas();

    SchemaVersionStore schemaVersions();

    NamedRegistry<RegisteredSerde> serdes();

    ScheduledQueryStore scheduledQueries();

    ExecutionStore executions();

    RuntimeFiguresStore runtimeFigures();

    NamedRegistry<DataConnector> connectors();

    MemberRegistry<StoredProcedure> procedures();

    MemberRegistry<ProcedurePackage> packages();

    IndexStore indexes();

    NamedRegistry<UserType> userTypes();

    PlanStore plans();

    ReplicationMetricStore replicationMetrics();

    PropertyMapStore propertyMaps();
}
