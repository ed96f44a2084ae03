package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.GetPartitionArgs;
import dev.skep.hive.api.GetPartitionByNameArgs;
import dev.skep.hive.api.GetPartitionReqArgs;
import dev.skep.hive.api.GetPartitionRequest;
import dev.skep.hive.api.GetPartitionResponse;
import dev.skep.hive.api.GetPartitionWithAuthArgs;
import dev.skep.hive.api.GetPartitionsArgs;
import dev.skep.hive.api.GetPartitionsByNamesArgs;
import dev.skep.hive.api.GetPartitionsByNamesReqArgs;
import dev.skep.hive.api.GetPartitionsByNamesRequest;
import dev.skep.hive.api.GetPartitionsByNamesResult;
import dev.skep.hive.api.GetPartitionsPsArgs;
import dev.skep.hive.api.GetPartitionsPsWithAuthArgs;
import dev.skep.hive.api.GetPartitionsPsWithAuthReqArgs;
import dev.skep.hive.api.GetPartitionsPsWithAuthRequest;
import dev.skep.hive.api.GetPartitionsPsWithAuthResponse;
import dev.skep.hive.api.GetPartitionsPspecArgs;
import dev.skep.hive.api.GetPartitionsReqArgs;
import dev.skep.hive.api.GetPartitionsWithAuthArgs;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.hive.api.Partitions;
import dev.skep.hive.api.PartitionsRequest;
import dev.skep.hive.api.PartitionsResponse;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.statistics.AttachedStatistics;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import java.util.List;

/** Partitions read one by one, by name, by values, and all of them. */
public final class PartitionHandler implements Partitions<ClientSession> {
    private final PartitionOperations partitions;
    private final PartitionAuthority authority;
    private final AttachedStatistics statistics;

    public PartitionHandler(
            PartitionOperations partitions, PartitionAuthority authority, AttachedStatistics statistics) {
        this.partitions = partitions;
        this.authority = authority;
        this.statistics = statistics;
    }

    @Override
    public Partition getPartition(GetPartitionArgs args, ClientSession session) {
        return partitions.get(Translation.table(null, args.dbName(), args.tblName()), args.partVals());
    }

    @Override
    public Partition getPartitionWithAuth(GetPartitionWithAuthArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return authority.with(partitions.get(table, args.partVals()), table, args.userName(), args.groupNames());
    }

    @Override
    public Partition getPartitionByName(GetPartitionByNameArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.get(table, PartitionRequests.name(args.partName()));
    }

    @Override
    public GetPartitionResponse getPartitionReq(GetPartitionReqArgs args, ClientSession session) {
        GetPartitionRequest request = Translation.required(args.req(), "request");
        return GetPartitionResponse.builder()
                .partition(partitions.get(
                        Translation.table(request.catName(), request.dbName(), request.tblName()), request.partVals()))
                .build();
    }

    @Override
    public Elements<Partition> getPartitions(GetPartitionsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.list(table, PartitionRequests.ALL, args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<Partition> getPartitionsWithAuth(GetPartitionsWithAuthArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return authority.with(
                partitions.list(table, PartitionRequests.ALL, args.maxPartsOrDefault(), session),
                table,
                args.userName(),
                args.groupNames());
    }

    @Override
    public Elements<PartitionSpec> getPartitionsPspec(GetPartitionsPspecArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.specs(table, PartitionRequests.ALL, args.maxPartsOrDefault(), session);
    }

    @Override
    public PartitionsResponse getPartitionsReq(GetPartitionsReqArgs args, ClientSession session) {
        PartitionsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return PartitionsResponse.builder()
                .partitions(partitions.list(
                        table,
                        PartitionRequests.ALL,
                        request.maxPartsOrDefault(),
                        PartitionView.of(
                                request.skipColumnSchemaForPartition(),
                                request.includeParamKeyPattern(),
                                request.excludeParamKeyPattern()),
                        session))
                .build();
    }

    @Override
    public Elements<Partition> getPartitionsPs(GetPartitionsPsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.list(table, PartitionRequests.leading(args.partVals()), args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<Partition> getPartitionsPsWithAuth(GetPartitionsPsWithAuthArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return authority.with(
                partitions.list(table, PartitionRequests.leading(args.partVals()), args.maxPartsOrDefault(), session),
                table,
                args.userName(),
                args.groupNames());
    }

    @Override
    public GetPartitionsPsWithAuthResponse getPartitionsPsWithAuthReq(
            GetPartitionsPsWithAuthReqArgs args, ClientSession session) {
        GetPartitionsPsWithAuthRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        PartitionView view = PartitionView.of(
                request.skipColumnSchemaForPartition(),
                request.includeParamKeyPattern(),
                request.excludeParamKeyPattern());
        Elements<Partition> found = request.partNames() == null
                ? partitions.list(
                        table,
                        request.partVals() == null
                                ? PartitionRequests.ALL
                                : PartitionRequests.leading(request.partVals()),
                        request.maxPartsOrDefault(),
                        view,
                        session)
                : Elements.of(partitions.byNames(table, request.partNames(), view));
        return GetPartitionsPsWithAuthResponse.builder()
                .partitions(authority.with(found, table, request.userName(), request.groupNames()))
                .build();
    }

    @Override
    public Elements<Partition> getPartitionsByNames(GetPartitionsByNamesArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return Elements.of(
                partitions.byNames(table, Translation.required(args.names(), "partition names"), PartitionView.WHOLE));
    }

    @Override
    public GetPartitionsByNamesResult getPartitionsByNamesReq(GetPartitionsByNamesReqArgs args, ClientSession session) {
        GetPartitionsByNamesRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(null, request.dbName(), request.tblName());
        if (table.database().value().isEmpty() || table.value().isEmpty()) {
            // Hive has another exception for a table without a name than for one that is not there.
            throw new CatalogException(
                    ErrorKind.NOT_FOUND_OTHER, "The name of the table or its database is empty: " + table);
        }
        PartitionView view = PartitionView.of(
                request.skipColumnSchemaForPartition(),
                request.includeParamKeyPattern(),
                request.excludeParamKeyPattern());
        boolean withStatistics = Translation.isTrue(request.getColStats());
        List<Partition> found = partitions.byNames(
                table,
                Translation.required(request.names(), "partition names"),
                withStatistics ? PartitionView.WHOLE : view);
        return GetPartitionsByNamesResult.builder()
                .partitions(Elements.of(
                        withStatistics
                                ? statistics.with(partitions.head(table), found, request.engine()).stream()
                                        .map(view::ofWhole)
                                        .toList()
                                : found))
                .build();
    }
}
