package dev.skep.server.front.hive;

import dev.skep.hive.api.GetNumPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartSpecsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByFilterReqArgs;
import dev.skep.hive.api.GetPartitionsByFilterRequest;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionFilters;
import dev.skep.hive.api.PartitionListComposingSpec;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import java.util.List;

/** Partitions chosen by a condition on their keys. */
final class PartitionFilterHandler implements PartitionFilters<ClientSession> {
    private final PartitionService partitions;

    PartitionFilterHandler(PartitionService partitions) {
        this.partitions = partitions;
    }

    @Override
    public Elements<Partition> getPartitionsByFilter(GetPartitionsByFilterArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return list(table, PartitionRequests.filter(args.filter()), args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<Partition> getPartitionsByFilterReq(GetPartitionsByFilterReqArgs args, ClientSession session) {
        GetPartitionsByFilterRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return list(table, PartitionRequests.filter(request.filter()), request.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<PartitionSpec> getPartSpecsByFilter(GetPartSpecsByFilterArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return Elements.of(List.of(
                spec(table, list(table, PartitionRequests.filter(args.filter()), args.maxPartsOrDefault(), session))));
    }

    @Override
    public int getNumPartitionsByFilter(GetNumPartitionsByFilterArgs args, ClientSession session) {
        return partitions.count(
                Translation.table(null, args.dbName(), args.tblName()), PartitionRequests.filter(args.filter()));
    }

    /** A list in which each partition has its own descriptor. */
    static PartitionSpec spec(TableName table, Elements<Partition> partitions) {
        return PartitionSpec.builder()
                .catName(table.database().catalog().value())
                .dbName(table.database().value())
                .tableName(table.value())
                .partitionList(PartitionListComposingSpec.builder()
                        .partitions(partitions)
                        .build())
                .build();
    }

    private Elements<Partition> list(TableName table, Selection selection, int limit, ClientSession session) {
        return new PartitionStream(table, partitions.list(table, selection, limit), session.generation());
    }
}
