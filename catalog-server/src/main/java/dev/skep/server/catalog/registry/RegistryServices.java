package dev.skep.server.catalog.registry;

import dev.skep.server.catalog.TableService;
import dev.skep.server.model.procedure.ProcedurePackage;
import dev.skep.server.model.procedure.StoredProcedure;
import dev.skep.server.store.CatalogStore;
import java.time.Clock;

/** The services of the small registries. */
public record RegistryServices(
        SchemaService schemas,
        ScheduledQueryService scheduledQueries,
        RuntimeFiguresService runtimeFigures,
        ConnectorService connectors,
        ProcedureService<StoredProcedure> procedures,
        ProcedureService<ProcedurePackage> packages,
        IndexService indexes,
        UserTypeService userTypes,
        WorkloadService workload,
        ReplicationMetricService replicationMetrics,
        PropertyService properties) {

    /** @param clock its zone is that of schedules */
    public static RegistryServices on(CatalogStore store, TableService tables, Clock clock) {
        return new RegistryServices(
                new SchemaService(store),
                new ScheduledQueryService(store, clock),
                new RuntimeFiguresService(store, clock),
                new ConnectorService(store, clock),
                new ProcedureService<>(
                        store, "stored procedure", tx -> tx.registries().procedures()),
                new ProcedureService<>(store, "package", tx -> tx.registries().packages()),
                new IndexService(store, tables, clock),
                new UserTypeService(store),
                new WorkloadService(store, clock),
                new ReplicationMetricService(store, clock),
                new PropertyService(store));
    }
}
