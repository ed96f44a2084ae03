package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.GetNumPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartSpecsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByFilterArgs;
import dev.skep.hive.api.GetPartitionsByFilterReqArgs;
import dev.skep.hive.api.GetPartitionsByFilterRequest;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionFilters;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import org.jspecify.annotations.Nullable;

/** Partitions chosen by a condition on their keys. */
public final class PartitionFilterHandler implements PartitionFilters<ClientSession> {
    private final PartitionOperations partitions;

    public PartitionFilterHandler(PartitionOperations partitions) {
        this.partitions = partitions;
    }

    @Override
    public Elements<Partition> getPartitionsByFilter(GetPartitionsByFilterArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return list(table, args.filter(), args.maxPartsOrDefault(), PartitionView.WHOLE, session);
    }

    @Override
    public Elements<Partition> getPartitionsByFilterReq(GetPartitionsByFilterReqArgs args, ClientSession session) {
        GetPartitionsByFilterRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return list(
                table,
                request.filter(),
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

    private Elements<Partition> list(
            TableName table, @Nullable String filter, int limit, PartitionView view, ClientSession session) {
        try {
            return partitions.list(table, PartitionRequests.filter(filter), limit, view, session);
        } catch (CatalogException e) {
            if (e.kind() != ErrorKind.NOT_FOUND_TABLE) {
                throw e;
            }
            // The words by which clients of Hive know it here.
            throw new CatalogException(
                    e.kind(),
                    "Specified catalog.database.table does not exist : "
                            + table.database().catalog().value() + "."
                            + table.database().value() + "." + table.value(),
                    e);
        }
    }
}
