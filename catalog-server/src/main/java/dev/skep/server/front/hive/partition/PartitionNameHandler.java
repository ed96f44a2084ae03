package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.FetchPartitionNamesReqArgs;
import dev.skep.hive.api.FieldSchema;
import dev.skep.hive.api.GetPartitionNamesArgs;
import dev.skep.hive.api.GetPartitionNamesPsArgs;
import dev.skep.hive.api.GetPartitionNamesPsReqArgs;
import dev.skep.hive.api.GetPartitionNamesPsRequest;
import dev.skep.hive.api.GetPartitionNamesPsResponse;
import dev.skep.hive.api.GetPartitionValuesArgs;
import dev.skep.hive.api.PartitionNameHasValidCharactersArgs;
import dev.skep.hive.api.PartitionNameToSpecArgs;
import dev.skep.hive.api.PartitionNameToValsArgs;
import dev.skep.hive.api.PartitionNames;
import dev.skep.hive.api.PartitionValuesRequest;
import dev.skep.hive.api.PartitionValuesResponse;
import dev.skep.hive.api.PartitionValuesRow;
import dev.skep.hive.api.PartitionsRequest;
import dev.skep.server.catalog.PartitionValues;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Generation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names and values of partitions without the rest, and the arithmetic of names. */
public final class PartitionNameHandler implements PartitionNames<ClientSession> {
    private final PartitionOperations partitions;
    private final PartitionValues values;

    public PartitionNameHandler(PartitionOperations partitions, PartitionValues values) {
        this.partitions = partitions;
        this.values = values;
    }

    @Override
    public List<String> getPartitionNames(GetPartitionNamesArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        // Of the generations that call this, Hive 3 says that there is no such table, the others that it has no
        // partition.
        return session.generation() == Generation.HIVE_3
                ? partitions.names(table, PartitionRequests.ALL, args.maxPartsOrDefault())
                : partitions.allNames(table, args.maxPartsOrDefault());
    }

    @Override
    public List<String> fetchPartitionNamesReq(FetchPartitionNamesReqArgs args, ClientSession session) {
        PartitionsRequest request = Translation.required(args.partitionReq(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return partitions.allNames(table, request.maxPartsOrDefault());
    }

    @Override
    public List<String> getPartitionNamesPs(GetPartitionNamesPsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return partitions.names(table, PartitionRequests.leading(args.partVals()), args.maxPartsOrDefault());
    }

    @Override
    public GetPartitionNamesPsResponse getPartitionNamesPsReq(GetPartitionNamesPsReqArgs args, ClientSession session) {
        GetPartitionNamesPsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return GetPartitionNamesPsResponse.builder()
                .names(partitions.names(
                        table, PartitionRequests.leading(request.partValues()), request.maxPartsOrDefault()))
                .build();
    }

    /** Whatever characters a value has, they are escaped in names and paths; an installation may allow fewer. */
    @Override
    public boolean partitionNameHasValidCharacters(PartitionNameHasValidCharactersArgs args, ClientSession session) {
        List<String> values = Translation.required(args.partVals(), "partition values");
        return partitions.allows(values, Translation.isTrue(args.throwException()));
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

    @Override
    public PartitionValuesResponse getPartitionValues(GetPartitionValuesArgs args, ClientSession session) {
        PartitionValuesRequest request = Translation.required(args.request(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        PartitionValues.Query query = new PartitionValues.Query(
                PartitionRequests.filter(request.filter()),
                keys(request.partitionKeys()),
                request.applyDistinctOrDefault(),
                keys(Translation.orEmpty(request.partitionOrder())),
                request.ascendingOrDefault(),
                request.maxPartsOrDefault());
        return PartitionValuesResponse.builder()
                .partitionValues(values.of(table, query).stream()
                        .map(row -> PartitionValuesRow.builder().row(row).build())
                        .toList())
                .build();
    }

    private static List<String> keys(List<FieldSchema> fields) {
        return fields.stream()
                .map(field -> Translation.required(field.name(), "name of a partition key"))
                .toList();
    }
}
