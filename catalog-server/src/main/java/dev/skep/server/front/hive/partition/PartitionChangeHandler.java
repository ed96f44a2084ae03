package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.AddPartitionArgs;
import dev.skep.hive.api.AddPartitionWithEnvironmentContextArgs;
import dev.skep.hive.api.AddPartitionsArgs;
import dev.skep.hive.api.AddPartitionsPspecArgs;
import dev.skep.hive.api.AddPartitionsReqArgs;
import dev.skep.hive.api.AddPartitionsRequest;
import dev.skep.hive.api.AddPartitionsResult;
import dev.skep.hive.api.AlterPartitionArgs;
import dev.skep.hive.api.AlterPartitionWithEnvironmentContextArgs;
import dev.skep.hive.api.AlterPartitionsArgs;
import dev.skep.hive.api.AlterPartitionsReqArgs;
import dev.skep.hive.api.AlterPartitionsRequest;
import dev.skep.hive.api.AlterPartitionsResponse;
import dev.skep.hive.api.AlterPartitionsWithEnvironmentContextArgs;
import dev.skep.hive.api.AppendPartitionArgs;
import dev.skep.hive.api.AppendPartitionByNameArgs;
import dev.skep.hive.api.AppendPartitionByNameWithEnvironmentContextArgs;
import dev.skep.hive.api.AppendPartitionReqArgs;
import dev.skep.hive.api.AppendPartitionWithEnvironmentContextArgs;
import dev.skep.hive.api.AppendPartitionsRequest;
import dev.skep.hive.api.EnvironmentContext;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionChanges;
import dev.skep.hive.api.RenamePartitionArgs;
import dev.skep.hive.api.RenamePartitionReqArgs;
import dev.skep.hive.api.RenamePartitionRequest;
import dev.skep.hive.api.RenamePartitionResponse;
import dev.skep.server.catalog.QuickStatistics;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.EnvironmentContexts;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.TableName;
import dev.skep.thrift.UnknownFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Partitions added, replaced and renamed. */
public final class PartitionChangeHandler implements PartitionChanges<ClientSession> {
    private final PartitionOperations partitions;

    public PartitionChangeHandler(PartitionOperations partitions) {
        this.partitions = partitions;
    }

    @Override
    public Partition addPartition(AddPartitionArgs args, ClientSession session) {
        return partitions.add(args.newPart(), EnvironmentContexts.statistics(null));
    }

    @Override
    public Partition addPartitionWithEnvironmentContext(
            AddPartitionWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.add(args.newPart(), EnvironmentContexts.statistics(args.environmentContext()));
    }

    @Override
    public int addPartitions(AddPartitionsArgs args, ClientSession session) {
        List<Partition> wire = Translation.required(args.newParts(), "partitions");
        return partitions.addAll(wire, EnvironmentContexts.statistics(null));
    }

    @Override
    public int addPartitionsPspec(AddPartitionsPspecArgs args, ClientSession session) {
        List<Partition> wire = Translation.required(args.newParts(), "partitions").stream()
                .flatMap(spec -> PartitionTranslator.partitions(spec).stream())
                .toList();
        return partitions.addAll(wire, EnvironmentContexts.statistics(null));
    }

    @Override
    public AddPartitionsResult addPartitionsReq(AddPartitionsReqArgs args, ClientSession session) {
        AddPartitionsRequest request = Translation.required(args.request(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        PartitionColumns columns =
                PartitionColumns.of(request.skipColumnSchemaForPartition(), request.partitionColSchema());
        List<Partition> added = partitions.addAll(
                table,
                request.parts(),
                columns,
                request.ifNotExists(),
                EnvironmentContexts.statistics(request.environmentContext()));
        if (!request.needResultOrDefault()) {
            return AddPartitionsResult.builder().build();
        }
        return columns.common()
                ? PartitionView.withCommonColumns(added)
                : AddPartitionsResult.builder().partitions(added).build();
    }

    @Override
    public Partition appendPartition(AppendPartitionArgs args, ClientSession session) {
        return partitions.append(
                Translation.table(null, args.dbName(), args.tblName()),
                Translation.required(args.partVals(), "partition values"),
                EnvironmentContexts.statistics(null));
    }

    @Override
    public Partition appendPartitionWithEnvironmentContext(
            AppendPartitionWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.append(
                Translation.table(null, args.dbName(), args.tblName()),
                Translation.required(args.partVals(), "partition values"),
                EnvironmentContexts.statistics(args.environmentContext()));
    }

    @Override
    public Partition appendPartitionByName(AppendPartitionByNameArgs args, ClientSession session) {
        return partitions.append(
                Translation.table(null, args.dbName(), args.tblName()),
                PartitionRequests.name(args.partName()),
                EnvironmentContexts.statistics(null));
    }

    @Override
    public Partition appendPartitionByNameWithEnvironmentContext(
            AppendPartitionByNameWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.append(
                Translation.table(null, args.dbName(), args.tblName()),
                PartitionRequests.name(args.partName()),
                EnvironmentContexts.statistics(args.environmentContext()));
    }

    @Override
    public Partition appendPartitionReq(AppendPartitionReqArgs args, ClientSession session) {
        AppendPartitionsRequest request = Translation.required(args.appendPartitionsReq(), "request");
        TableName table = Translation.table(request.catalogName(), request.dbName(), request.tableName());
        QuickStatistics statistics = EnvironmentContexts.statistics(request.environmentContext());
        return request.partVals() == null
                ? partitions.append(table, PartitionRequests.name(request.name()), statistics)
                : partitions.append(table, request.partVals(), statistics);
    }

    @Override
    public void alterPartition(AlterPartitionArgs args, ClientSession session) {
        alter(args.dbName(), args.tblName(), PartitionOperations.one(args.newPart()), null, session);
    }

    @Override
    public void alterPartitionWithEnvironmentContext(
            AlterPartitionWithEnvironmentContextArgs args, ClientSession session) {
        alter(
                args.dbName(),
                args.tblName(),
                PartitionOperations.one(args.newPart()),
                args.environmentContext(),
                session);
    }

    @Override
    public void alterPartitions(AlterPartitionsArgs args, ClientSession session) {
        alter(args.dbName(), args.tblName(), args.newParts(), null, session);
    }

    @Override
    public void alterPartitionsWithEnvironmentContext(
            AlterPartitionsWithEnvironmentContextArgs args, ClientSession session) {
        alter(args.dbName(), args.tblName(), args.newParts(), args.environmentContext(), session);
    }

    @Override
    public AlterPartitionsResponse alterPartitionsReq(AlterPartitionsReqArgs args, ClientSession session) {
        AlterPartitionsRequest request = Translation.required(args.req(), "request");
        partitions.alter(
                Translation.table(request.catName(), request.dbName(), request.tableName()),
                request.partitions(),
                PartitionColumns.of(request.skipColumnSchemaForPartition(), request.partitionColSchema()),
                EnvironmentContexts.statistics(request.environmentContext()),
                session.laterFields());
        return new AlterPartitionsResponse(UnknownFields.NONE);
    }

    @Override
    public void renamePartition(RenamePartitionArgs args, ClientSession session) {
        partitions.rename(
                Translation.table(null, args.dbName(), args.tblName()),
                args.partVals(),
                args.newPart(),
                session.laterFields());
    }

    @Override
    public RenamePartitionResponse renamePartitionReq(RenamePartitionReqArgs args, ClientSession session) {
        RenamePartitionRequest request = Translation.required(args.req(), "request");
        partitions.rename(
                Translation.table(request.catName(), request.dbName(), request.tableName()),
                request.partVals(),
                request.newPart(),
                session.laterFields());
        return new RenamePartitionResponse(UnknownFields.NONE);
    }

    private void alter(
            @Nullable String database,
            @Nullable String table,
            @Nullable List<Partition> next,
            @Nullable EnvironmentContext context,
            ClientSession session) {
        partitions.alter(
                Translation.table(null, database, table),
                next,
                PartitionColumns.OWN,
                EnvironmentContexts.statistics(context),
                session.laterFields());
    }
}
