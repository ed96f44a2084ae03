package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.DropPartitionArgs;
import dev.skep.hive.api.DropPartitionByNameArgs;
import dev.skep.hive.api.DropPartitionByNameWithEnvironmentContextArgs;
import dev.skep.hive.api.DropPartitionReqArgs;
import dev.skep.hive.api.DropPartitionRequest;
import dev.skep.hive.api.DropPartitionWithEnvironmentContextArgs;
import dev.skep.hive.api.DropPartitionsReqArgs;
import dev.skep.hive.api.DropPartitionsRequest;
import dev.skep.hive.api.DropPartitionsResult;
import dev.skep.hive.api.ExchangePartitionArgs;
import dev.skep.hive.api.ExchangePartitionsArgs;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionRemovals;
import dev.skep.hive.api.RequestPartsSpec;
import dev.skep.server.catalog.PartitionExchange;
import dev.skep.server.catalog.PartitionExpressions;
import dev.skep.server.catalog.SelectedPartitions;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.EnvironmentContexts;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Partitions dropped, and moved from one table to another. */
public final class PartitionRemovalHandler implements PartitionRemovals<ClientSession> {
    private final PartitionOperations partitions;
    private final PartitionExchange exchange;

    public PartitionRemovalHandler(PartitionOperations partitions, PartitionExchange exchange) {
        this.partitions = partitions;
        this.exchange = exchange;
    }

    @Override
    public boolean dropPartition(DropPartitionArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()),
                PartitionRequests.values(args.partVals()),
                EnvironmentContexts.dropped(args.deleteData(), null));
    }

    @Override
    public boolean dropPartitionWithEnvironmentContext(
            DropPartitionWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()),
                PartitionRequests.values(args.partVals()),
                EnvironmentContexts.dropped(args.deleteData(), args.environmentContext()));
    }

    @Override
    public boolean dropPartitionByName(DropPartitionByNameArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()),
                PartitionRequests.named(args.partName()),
                EnvironmentContexts.dropped(args.deleteData(), null));
    }

    @Override
    public boolean dropPartitionByNameWithEnvironmentContext(
            DropPartitionByNameWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()),
                PartitionRequests.named(args.partName()),
                EnvironmentContexts.dropped(args.deleteData(), args.environmentContext()));
    }

    @Override
    public boolean dropPartitionReq(DropPartitionReqArgs args, ClientSession session) {
        DropPartitionRequest request = Translation.required(args.dropPartitionReq(), "request");
        return partitions.drop(
                Translation.table(request.catName(), request.dbName(), request.tblName()),
                request.partVals() == null
                        ? PartitionRequests.named(request.partName())
                        : PartitionRequests.values(request.partVals()),
                EnvironmentContexts.dropped(request.deleteData(), request.environmentContext()));
    }

    @Override
    public DropPartitionsResult dropPartitionsReq(DropPartitionsReqArgs args, ClientSession session) {
        DropPartitionsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        List<Partition> dropped = partitions.drop(
                table,
                selected(request.parts(), request.ifExistsOrDefault()),
                EnvironmentContexts.dropped(request.deleteData(), request.environmentContext()),
                request.ifExistsOrDefault());
        return DropPartitionsResult.builder()
                .partitions(request.needResultOrDefault() ? dropped : null)
                .build();
    }

    /** Answers an empty partition, as Hive does: how many were moved is not said. */
    @Override
    public Partition exchangePartition(ExchangePartitionArgs args, ClientSession session) {
        exchanged(args.partitionSpecs(), args.sourceDb(), args.sourceTableName(), args.destDb(), args.destTableName());
        return Partition.builder().build();
    }

    @Override
    public Elements<Partition> exchangePartitions(ExchangePartitionsArgs args, ClientSession session) {
        return Elements.of(exchanged(
                args.partitionSpecs(), args.sourceDb(), args.sourceTableName(), args.destDb(), args.destTableName()));
    }

    private static SelectedPartitions selected(RequestPartsSpec parts, boolean ifExists) {
        if (parts instanceof RequestPartsSpec.Names names) {
            return SelectedPartitions.names(
                    names.value().stream().map(PartitionName::new).toList());
        }
        if (parts instanceof RequestPartsSpec.Exprs expressions) {
            return PartitionExpressions.selected(
                    expressions.value().stream()
                            .map(expression -> expression.expr().toByteArray())
                            .toList(),
                    ifExists);
        }
        throw CatalogException.invalid("The request does not say which partitions are to be dropped");
    }

    private List<Partition> exchanged(
            @Nullable Map<String, String> values,
            @Nullable String sourceDatabase,
            @Nullable String sourceTable,
            @Nullable String destinationDatabase,
            @Nullable String destinationTable) {
        TableName source = Translation.table(null, sourceDatabase, sourceTable);
        TableName destination = Translation.table(null, destinationDatabase, destinationTable);
        return exchange.exchange(Translation.required(values, "partition values"), source, destination).stream()
                .map(partition -> PartitionTranslator.toWire(destination, partition))
                .toList();
    }
}
