package dev.skep.server.front.hive;

import dev.skep.hive.api.CatalogsMethods;
import dev.skep.hive.api.CompactionsMethods;
import dev.skep.hive.api.ConstraintsMethods;
import dev.skep.hive.api.DataConnectorsMethods;
import dev.skep.hive.api.DatabasesMethods;
import dev.skep.hive.api.EventsMethods;
import dev.skep.hive.api.FileMetadataCacheMethods;
import dev.skep.hive.api.FunctionsMethods;
import dev.skep.hive.api.IndexesMethods;
import dev.skep.hive.api.LocksMethods;
import dev.skep.hive.api.MaterializedViewsMethods;
import dev.skep.hive.api.PartitionChangesMethods;
import dev.skep.hive.api.PartitionExpressionsMethods;
import dev.skep.hive.api.PartitionFiltersMethods;
import dev.skep.hive.api.PartitionMarksMethods;
import dev.skep.hive.api.PartitionNamesMethods;
import dev.skep.hive.api.PartitionRemovalsMethods;
import dev.skep.hive.api.PartitionsMethods;
import dev.skep.hive.api.PrivilegesMethods;
import dev.skep.hive.api.PropertiesMethods;
import dev.skep.hive.api.ReplicationMetricsLogMethods;
import dev.skep.hive.api.ResourcePlansMethods;
import dev.skep.hive.api.RuntimeStatisticsMethods;
import dev.skep.hive.api.ScheduledQueriesMethods;
import dev.skep.hive.api.SchemaRegistryMethods;
import dev.skep.hive.api.SessionMethods;
import dev.skep.hive.api.StatisticsMethods;
import dev.skep.hive.api.StoredProceduresMethods;
import dev.skep.hive.api.TableListingsMethods;
import dev.skep.hive.api.TablesMethods;
import dev.skep.hive.api.TokensMethods;
import dev.skep.hive.api.TransactionsMethods;
import dev.skep.hive.api.UserTypesMethods;
import dev.skep.server.front.hive.acid.CompactionHandler;
import dev.skep.server.front.hive.acid.LockHandler;
import dev.skep.server.front.hive.acid.TransactionHandler;
import dev.skep.server.front.hive.constraint.ConstraintHandler;
import dev.skep.server.front.hive.database.CatalogHandler;
import dev.skep.server.front.hive.database.DatabaseHandler;
import dev.skep.server.front.hive.event.EventHandler;
import dev.skep.server.front.hive.function.FunctionHandler;
import dev.skep.server.front.hive.partition.PartitionAuthority;
import dev.skep.server.front.hive.partition.PartitionChangeHandler;
import dev.skep.server.front.hive.partition.PartitionExpressionHandler;
import dev.skep.server.front.hive.partition.PartitionFilterHandler;
import dev.skep.server.front.hive.partition.PartitionHandler;
import dev.skep.server.front.hive.partition.PartitionMarkHandler;
import dev.skep.server.front.hive.partition.PartitionNameHandler;
import dev.skep.server.front.hive.partition.PartitionOperations;
import dev.skep.server.front.hive.partition.PartitionRemovalHandler;
import dev.skep.server.front.hive.privilege.PrivilegeHandler;
import dev.skep.server.front.hive.registry.DataConnectorHandler;
import dev.skep.server.front.hive.registry.FileMetadataHandler;
import dev.skep.server.front.hive.registry.IndexHandler;
import dev.skep.server.front.hive.registry.PropertyHandler;
import dev.skep.server.front.hive.registry.ReplicationMetricsHandler;
import dev.skep.server.front.hive.registry.ResourcePlanHandler;
import dev.skep.server.front.hive.registry.RuntimeStatisticsHandler;
import dev.skep.server.front.hive.registry.ScheduledQueryHandler;
import dev.skep.server.front.hive.registry.SchemaRegistryHandler;
import dev.skep.server.front.hive.registry.StoredProcedureHandler;
import dev.skep.server.front.hive.registry.UserTypeHandler;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.session.SessionHandler;
import dev.skep.server.front.hive.statistics.AttachedStatistics;
import dev.skep.server.front.hive.statistics.StatisticsHandler;
import dev.skep.server.front.hive.table.MaterializedViewHandler;
import dev.skep.server.front.hive.table.TableHandler;
import dev.skep.server.front.hive.table.TableListingHandler;
import dev.skep.server.front.hive.token.TokenHandler;
import dev.skep.thrift.ServiceMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All methods of all areas by name: the wire sends a method's name, not its service's. */
final class MethodTable {
    private final Map<String, Served<?, ?, ?>> served = new HashMap<>();

    private MethodTable() {}

    /** A method with the handler that it runs on. */
    record Served<H, A, R>(ServiceMethod<H, ClientSession, A, R> method, H handler) {}

    static MethodTable of(HiveServices services) {
        MethodTable table = new MethodTable();
        table.serve(CatalogsMethods.all(), new CatalogHandler(services.catalogs()));
        table.serve(
                DatabasesMethods.all(),
                new DatabaseHandler(services.databases(), services.registries().connectors()));
        table.serve(
                TablesMethods.all(),
                new TableHandler(
                        services.tables(), services.managedTables(), new AttachedStatistics(services.statistics())));
        table.serve(TableListingsMethods.all(), new TableListingHandler(services.tables(), services.managedTables()));
        table.serve(
                MaterializedViewsMethods.all(),
                new MaterializedViewHandler(services.tables(), services.acid().writeIds()));
        table.serve(PartitionMarksMethods.all(), new PartitionMarkHandler(services.partitionMarks()));
        table.servePartitions(services);
        table.serve(StatisticsMethods.all(), new StatisticsHandler(services.statistics()));
        table.serve(EventsMethods.all(), new EventHandler(services.events(), services.compressesMessages()));
        table.serve(FunctionsMethods.all(), new FunctionHandler(services.functions()));
        table.serve(
                SchemaRegistryMethods.all(),
                new SchemaRegistryHandler(services.registries().schemas()));
        table.serve(
                ScheduledQueriesMethods.all(),
                new ScheduledQueryHandler(services.registries().scheduledQueries()));
        table.serve(
                RuntimeStatisticsMethods.all(),
                new RuntimeStatisticsHandler(services.registries().runtimeFigures()));
        table.serve(
                DataConnectorsMethods.all(),
                new DataConnectorHandler(services.registries().connectors()));
        table.serve(
                StoredProceduresMethods.all(),
                new StoredProcedureHandler(
                        services.registries().procedures(),
                        services.registries().packages()));
        table.serve(IndexesMethods.all(), new IndexHandler(services.registries().indexes()));
        table.serve(
                UserTypesMethods.all(),
                new UserTypeHandler(services.registries().userTypes()));
        table.serve(
                ResourcePlansMethods.all(),
                new ResourcePlanHandler(services.registries().workload()));
        table.serve(
                ReplicationMetricsLogMethods.all(),
                new ReplicationMetricsHandler(services.registries().replicationMetrics()));
        table.serve(
                PropertiesMethods.all(),
                new PropertyHandler(services.registries().properties()));
        table.serve(FileMetadataCacheMethods.all(), new FileMetadataHandler());
        table.serve(
                PrivilegesMethods.all(),
                new PrivilegeHandler(
                        services.security().roles(), services.security().privileges()));
        table.serve(
                TokensMethods.all(),
                new TokenHandler(
                        services.security().tokens(), services.security().keptTokens()));
        table.serve(ConstraintsMethods.all(), new ConstraintHandler(services.constraints()));
        table.serve(
                TransactionsMethods.all(),
                new TransactionHandler(
                        services.acid().transactions(), services.acid().writeIds()));
        table.serve(LocksMethods.all(), new LockHandler(services.acid().locks()));
        table.serve(
                CompactionsMethods.all(), new CompactionHandler(services.acid().compactions()));
        table.serve(
                SessionMethods.all(),
                new SessionHandler(
                        services.aliveSince(), services.acid().transactions().timeout()));
        return table;
    }

    private void servePartitions(HiveServices services) {
        PartitionOperations partitions = new PartitionOperations(services.partitions(), services.tables());
        serve(
                PartitionsMethods.all(),
                new PartitionHandler(
                        partitions,
                        new PartitionAuthority(services.security().privileges()),
                        new AttachedStatistics(services.statistics())));
        serve(PartitionChangesMethods.all(), new PartitionChangeHandler(partitions));
        serve(PartitionRemovalsMethods.all(), new PartitionRemovalHandler(partitions, services.partitionExchange()));
        serve(PartitionNamesMethods.all(), new PartitionNameHandler(partitions, services.partitionValues()));
        serve(PartitionFiltersMethods.all(), new PartitionFilterHandler(partitions));
        serve(
                PartitionExpressionsMethods.all(),
                new PartitionExpressionHandler(partitions, services.partitionExpressions(), services.tables()));
    }

    Optional<Served<?, ?, ?>> find(String name) {
        return Optional.ofNullable(served.get(name));
    }

    Set<String> names() {
        return Set.copyOf(served.keySet());
    }

    private <H> void serve(List<? extends ServiceMethod<H, ClientSession, ?, ?>> methods, H handler) {
        for (ServiceMethod<H, ClientSession, ?, ?> method : methods) {
            if (served.put(method.name(), new Served<>(method, handler)) != null) {
                throw new IllegalStateException("Two services have a method " + method.name());
            }
        }
    }
}
