package dev.skep.server.front.hive;

import dev.skep.hive.api.GetNumPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartSpecsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByFilterReqArgs;
import dev.skep.hive.api.GetPartitionsByFilterRequest;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionFilters;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;

/** Partitions chosen by a condition on their keys. */
final class PartitionFilterHandler implements PartitionFilters<ClientSession> {
    private final PartitionOperations partitions;

    PartitionFilterHandler(PartitionOperations partitions) {
        this.partitions = partitions;
    }

    @Override
    public Elements<Partition> getPartitionsByFilter(GetPartitionsByFilterArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.list(table, PartitionRequests.filter(args.filter()), args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<Partition> getPartitionsByFilterReq(GetPartitionsByFilterReqArgs args, ClientSession session) {
        GetPartitionsByFilterRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return partitions.list(
                table,
                PartitionRequests.filter(request.filter()),
                request.maxPartsOrDefault(),
                PartitionView.of(
                        request.skipColumnSchemaForPartition(),
                        request.includeParamKeyPattern(),
                        request.excludeParamKeyPattern()),
                session);
    }

    @Override
    public Elements<PartitionSpec> getPartSpecsByFilter(GetPartSpecsByFilterArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.specs(table, PartitionRequests.filter(args.filter()), args.maxPartsOrDefault(), session);
    }

    @Override
    public int getNumPartitionsByFilter(GetNumPartitionsByFilterArgs args, ClientSession session) {
        return partitions.count(
                Translation.table(null, args.dbName(), args.tblName()), PartitionRequests.filter(args.filter()));
    }
}
