package dev.skep.server.front.hive;

import dev.skep.server.catalog.CatalogService;
import dev.skep.server.catalog.DatabaseService;
import dev.skep.server.catalog.EventService;
import dev.skep.server.catalog.FunctionService;
import dev.skep.server.catalog.PartitionExchange;
import dev.skep.server.catalog.PartitionExpressions;
import dev.skep.server.catalog.PartitionMarkService;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionValues;
import dev.skep.server.catalog.SecurityServices;
import dev.skep.server.catalog.StatisticsService;
import dev.skep.server.catalog.TableService;
import dev.skep.server.catalog.acid.AcidServices;
import dev.skep.server.catalog.constraint.ConstraintService;
import dev.skep.server.catalog.registry.RegistryServices;
import dev.skep.server.front.hive.table.ManagedTables;
import java.time.Instant;

/**
 * What the Thrift methods call.
 *
 * @param managedTables what becomes of managed tables that are made
 * @param compressesMessages whether messages of notifications are compressed for clients that can read them so
 * @param aliveSince when the server was started
 */
public record HiveServices(
        CatalogService catalogs,
        DatabaseService databases,
        TableService tables,
        PartitionService partitions,
        PartitionValues partitionValues,
        PartitionExchange partitionExchange,
        PartitionExpressions partitionExpressions,
        PartitionMarkService partitionMarks,
        StatisticsService statistics,
        EventService events,
        FunctionService functions,
        RegistryServices registries,
        ConstraintService constraints,
        AcidServices acid,
        SecurityServices security,
        ManagedTables managedTables,
        boolean compressesMessages,
        Instant aliveSince) {}
