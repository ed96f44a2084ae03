package dev.skep.server.front.hive;

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
import dev.skep.hive.api.DropPartitionArgs;
import dev.skep.hive.api.DropPartitionByNameArgs;
import dev.skep.hive.api.DropPartitionByNameWithEnvironmentContextArgs;
import dev.skep.hive.api.DropPartitionReqArgs;
import dev.skep.hive.api.DropPartitionRequest;
import dev.skep.hive.api.DropPartitionWithEnvironmentContextArgs;
import dev.skep.hive.api.DropPartitionsReqArgs;
import dev.skep.hive.api.DropPartitionsRequest;
import dev.skep.hive.api.DropPartitionsResult;
import dev.skep.hive.api.FetchPartitionNamesReqArgs;
import dev.skep.hive.api.GetPartitionArgs;
import dev.skep.hive.api.GetPartitionByNameArgs;
import dev.skep.hive.api.GetPartitionNamesArgs;
import dev.skep.hive.api.GetPartitionNamesPsArgs;
import dev.skep.hive.api.GetPartitionNamesPsReqArgs;
import dev.skep.hive.api.GetPartitionNamesPsRequest;
import dev.skep.hive.api.GetPartitionNamesPsResponse;
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
import dev.skep.hive.api.PartitionNameHasValidCharactersArgs;
import dev.skep.hive.api.PartitionNameToSpecArgs;
import dev.skep.hive.api.PartitionNameToValsArgs;
import dev.skep.hive.api.PartitionSpec;
import dev.skep.hive.api.Partitions;
import dev.skep.hive.api.PartitionsRequest;
import dev.skep.hive.api.PartitionsResponse;
import dev.skep.hive.api.RenamePartitionArgs;
import dev.skep.hive.api.RenamePartitionReqArgs;
import dev.skep.hive.api.RenamePartitionRequest;
import dev.skep.hive.api.RenamePartitionResponse;
import dev.skep.hive.api.RequestPartsSpec;
import dev.skep.server.catalog.PartitionService;
import dev.skep.server.catalog.PartitionService.Selected;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import dev.skep.thrift.UnknownFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Partitions: one by one, by name, by values, and in bulk. */
final class PartitionHandler implements Partitions<ClientSession> {
    private static final Selection ALL = new Selection.All();

    private final PartitionOperations partitions;

    PartitionHandler(PartitionService service) {
        this.partitions = new PartitionOperations(service);
    }

    @Override
    public Partition addPartition(AddPartitionArgs args, ClientSession session) {
        return partitions.add(args.newPart());
    }

    @Override
    public Partition addPartitionWithEnvironmentContext(
            AddPartitionWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.add(args.newPart());
    }

    @Override
    public int addPartitions(AddPartitionsArgs args, ClientSession session) {
        List<Partition> wire = Translation.required(args.newParts(), "partitions");
        return partitions.addAll(wire);
    }

    @Override
    public int addPartitionsPspec(AddPartitionsPspecArgs args, ClientSession session) {
        List<Partition> wire = Translation.required(args.newParts(), "partitions").stream()
                .flatMap(spec -> PartitionTranslator.partitions(spec).stream())
                .toList();
        return partitions.addAll(wire);
    }

    @Override
    public AddPartitionsResult addPartitionsReq(AddPartitionsReqArgs args, ClientSession session) {
        AddPartitionsRequest request = Translation.required(args.request(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        List<Partition> added = partitions.addAll(table, request.parts(), request.ifNotExists());
        return AddPartitionsResult.builder()
                .partitions(request.needResultOrDefault() ? added : null)
                .build();
    }

    @Override
    public Partition appendPartition(AppendPartitionArgs args, ClientSession session) {
        return partitions.append(
                Translation.table(null, args.dbName(), args.tblName()),
                Translation.required(args.partVals(), "partition values"));
    }

    @Override
    public Partition appendPartitionWithEnvironmentContext(
            AppendPartitionWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.append(
                Translation.table(null, args.dbName(), args.tblName()),
                Translation.required(args.partVals(), "partition values"));
    }

    @Override
    public Partition appendPartitionByName(AppendPartitionByNameArgs args, ClientSession session) {
        return partitions.append(Translation.table(null, args.dbName(), args.tblName()), name(args.partName()));
    }

    @Override
    public Partition appendPartitionByNameWithEnvironmentContext(
            AppendPartitionByNameWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.append(Translation.table(null, args.dbName(), args.tblName()), name(args.partName()));
    }

    @Override
    public Partition appendPartitionReq(AppendPartitionReqArgs args, ClientSession session) {
        AppendPartitionsRequest request = Translation.required(args.appendPartitionsReq(), "request");
        TableName table = Translation.table(request.catalogName(), request.dbName(), request.tableName());
        return request.partVals() == null
                ? partitions.append(table, name(request.name()))
                : partitions.append(table, request.partVals());
    }

    @Override
    public boolean dropPartition(DropPartitionArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()), values(args.partVals()), args.deleteData());
    }

    @Override
    public boolean dropPartitionWithEnvironmentContext(
            DropPartitionWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()), values(args.partVals()), args.deleteData());
    }

    @Override
    public boolean dropPartitionByName(DropPartitionByNameArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()), named(args.partName()), args.deleteData());
    }

    @Override
    public boolean dropPartitionByNameWithEnvironmentContext(
            DropPartitionByNameWithEnvironmentContextArgs args, ClientSession session) {
        return partitions.drop(
                Translation.table(null, args.dbName(), args.tblName()), named(args.partName()), args.deleteData());
    }

    @Override
    public boolean dropPartitionReq(DropPartitionReqArgs args, ClientSession session) {
        DropPartitionRequest request = Translation.required(args.dropPartitionReq(), "request");
        return partitions.drop(
                Translation.table(request.catName(), request.dbName(), request.tblName()),
                request.partVals() == null ? named(request.partName()) : values(request.partVals()),
                request.deleteData());
    }

    @Override
    public DropPartitionsResult dropPartitionsReq(DropPartitionsReqArgs args, ClientSession session) {
        DropPartitionsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        if (!(request.parts() instanceof RequestPartsSpec.Names names)) {
            throw new CatalogException(
                    ErrorKind.UNSUPPORTED, "Partitions cannot be dropped by expression: give their names");
        }
        List<Partition> dropped = partitions.drop(
                table, names.value(), Translation.isTrue(request.deleteData()), request.ifExistsOrDefault());
        return DropPartitionsResult.builder()
                .partitions(request.needResultOrDefault() ? dropped : null)
                .build();
    }

    @Override
    public Partition getPartition(GetPartitionArgs args, ClientSession session) {
        return partitions.get(Translation.table(null, args.dbName(), args.tblName()), args.partVals());
    }

    @Override
    public Partition getPartitionWithAuth(GetPartitionWithAuthArgs args, ClientSession session) {
        return partitions.get(Translation.table(null, args.dbName(), args.tblName()), args.partVals());
    }

    @Override
    public Partition getPartitionByName(GetPartitionByNameArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.get(table, name(args.partName()));
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
        return partitions.list(table, ALL, args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<Partition> getPartitionsWithAuth(GetPartitionsWithAuthArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.list(table, ALL, args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<PartitionSpec> getPartitionsPspec(GetPartitionsPspecArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return Elements.of(List.of(
                PartitionFilterHandler.spec(table, partitions.list(table, ALL, args.maxPartsOrDefault(), session))));
    }

    @Override
    public PartitionsResponse getPartitionsReq(GetPartitionsReqArgs args, ClientSession session) {
        PartitionsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return PartitionsResponse.builder()
                .partitions(partitions.list(table, ALL, request.maxPartsOrDefault(), session))
                .build();
    }

    @Override
    public List<String> getPartitionNames(GetPartitionNamesArgs args, ClientSession session) {
        return partitions.names(Translation.table(null, args.dbName(), args.tblName()), ALL, args.maxPartsOrDefault());
    }

    @Override
    public List<String> fetchPartitionNamesReq(FetchPartitionNamesReqArgs args, ClientSession session) {
        PartitionsRequest request = Translation.required(args.partitionReq(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return partitions.names(table, ALL, request.maxPartsOrDefault());
    }

    @Override
    public Elements<Partition> getPartitionsPs(GetPartitionsPsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.list(table, leading(args.partVals()), args.maxPartsOrDefault(), session);
    }

    @Override
    public Elements<Partition> getPartitionsPsWithAuth(GetPartitionsPsWithAuthArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.list(table, leading(args.partVals()), args.maxPartsOrDefault(), session);
    }

    @Override
    public GetPartitionsPsWithAuthResponse getPartitionsPsWithAuthReq(
            GetPartitionsPsWithAuthReqArgs args, ClientSession session) {
        GetPartitionsPsWithAuthRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        Elements<Partition> found = request.partNames() == null
                ? partitions.list(
                        table,
                        request.partVals() == null ? ALL : leading(request.partVals()),
                        request.maxPartsOrDefault(),
                        session)
                : Elements.of(partitions.byNames(table, request.partNames()));
        return GetPartitionsPsWithAuthResponse.builder().partitions(found).build();
    }

    @Override
    public List<String> getPartitionNamesPs(GetPartitionNamesPsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.names(table, leading(args.partVals()), args.maxPartsOrDefault());
    }

    @Override
    public GetPartitionNamesPsResponse getPartitionNamesPsReq(GetPartitionNamesPsReqArgs args, ClientSession session) {
        GetPartitionNamesPsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        Selection selection = request.partValues() == null ? ALL : leading(request.partValues());
        return GetPartitionNamesPsResponse.builder()
                .names(partitions.names(table, selection, request.maxPartsOrDefault()))
                .build();
    }

    @Override
    public Elements<Partition> getPartitionsByNames(GetPartitionsByNamesArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return Elements.of(partitions.byNames(table, Translation.required(args.names(), "partition names")));
    }

    @Override
    public GetPartitionsByNamesResult getPartitionsByNamesReq(GetPartitionsByNamesReqArgs args, ClientSession session) {
        GetPartitionsByNamesRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(null, request.dbName(), request.tblName());
        return GetPartitionsByNamesResult.builder()
                .partitions(Elements.of(
                        partitions.byNames(table, Translation.required(request.names(), "partition names"))))
                .build();
    }

    @Override
    public void alterPartition(AlterPartitionArgs args, ClientSession session) {
        partitions.alter(
                Translation.table(null, args.dbName(), args.tblName()), PartitionOperations.one(args.newPart()));
    }

    @Override
    public void alterPartitionWithEnvironmentContext(
            AlterPartitionWithEnvironmentContextArgs args, ClientSession session) {
        partitions.alter(
                Translation.table(null, args.dbName(), args.tblName()), PartitionOperations.one(args.newPart()));
    }

    @Override
    public void alterPartitions(AlterPartitionsArgs args, ClientSession session) {
        partitions.alter(Translation.table(null, args.dbName(), args.tblName()), args.newParts());
    }

    @Override
    public void alterPartitionsWithEnvironmentContext(
            AlterPartitionsWithEnvironmentContextArgs args, ClientSession session) {
        partitions.alter(Translation.table(null, args.dbName(), args.tblName()), args.newParts());
    }

    @Override
    public AlterPartitionsResponse alterPartitionsReq(AlterPartitionsReqArgs args, ClientSession session) {
        AlterPartitionsRequest request = Translation.required(args.req(), "request");
        partitions.alter(
                Translation.table(request.catName(), request.dbName(), request.tableName()), request.partitions());
        return new AlterPartitionsResponse(UnknownFields.NONE);
    }

    @Override
    public void renamePartition(RenamePartitionArgs args, ClientSession session) {
        partitions.rename(Translation.table(null, args.dbName(), args.tblName()), args.partVals(), args.newPart());
    }

    @Override
    public RenamePartitionResponse renamePartitionReq(RenamePartitionReqArgs args, ClientSession session) {
        RenamePartitionRequest request = Translation.required(args.req(), "request");
        partitions.rename(
                Translation.table(request.catName(), request.dbName(), request.tableName()),
                request.partVals(),
                request.newPart());
        return new RenamePartitionResponse(UnknownFields.NONE);
    }

    /** Whatever characters a value has, they are escaped in names and paths. */
    @Override
    public boolean partitionNameHasValidCharacters(PartitionNameHasValidCharactersArgs args, ClientSession session) {
        return true;
    }

    @Override
    public List<String> partitionNameToVals(PartitionNameToValsArgs args, ClientSession session) {
        String name = Translation.required(args.partName(), "partition name");
        return name.isEmpty() ? List.of() : new PartitionName(name).values();
    }

    @Override
    public Map<String, String> partitionNameToSpec(PartitionNameToSpecArgs args, ClientSession session) {
        String name = Translation.required(args.partName(), "partition name");
        Map<String, String> spec = new LinkedHashMap<>();
        if (!name.isEmpty()) {
            new PartitionName(name).entries().forEach(entry -> spec.put(entry.getKey(), entry.getValue()));
        }
        return spec;
    }

    private static Selection leading(@Nullable List<String> values) {
        List<String> given = Translation.required(values, "partition values");
        return new Selection.ByValues(Translation.required(given.isEmpty() ? null : given, "partition values"));
    }

    private static Selected values(@Nullable List<String> values) {
        return Selected.values(Translation.required(values, "partition values"));
    }

    private static Selected named(@Nullable String name) {
        return Selected.names(List.of(name(name)));
    }

    private static PartitionName name(@Nullable String name) {
        return new PartitionName(Translation.required(name, "partition name"));
    }
}
