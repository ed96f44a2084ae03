package dev.skep.server.front.hive.partition;

import dev.skep.hive.api.GetPartitionNamesReqArgs;
import dev.skep.hive.api.GetPartitionsByExprArgs;
import dev.skep.hive.api.GetPartitionsFilterSpec;
import dev.skep.hive.api.GetPartitionsRequest;
import dev.skep.hive.api.GetPartitionsResponse;
import dev.skep.hive.api.GetPartitionsSpecByExprArgs;
import dev.skep.hive.api.GetPartitionsWithSpecsArgs;
import dev.skep.hive.api.GetProjectionsSpec;
import dev.skep.hive.api.Partition;
import dev.skep.hive.api.PartitionExpressions;
import dev.skep.hive.api.PartitionFilterMode;
import dev.skep.hive.api.PartitionsByExprRequest;
import dev.skep.hive.api.PartitionsByExprResult;
import dev.skep.hive.api.PartitionsSpecByExprResult;
import dev.skep.server.catalog.PartitionExpressions.Found;
import dev.skep.server.catalog.PartitionService.Selection;
import dev.skep.server.catalog.TableService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.Stored;
import dev.skep.server.model.TableName;
import dev.skep.thrift.Elements;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Partitions that an expression of the client's selects, or a list of conditions, with no more of each than is asked. */
public final class PartitionExpressionHandler implements PartitionExpressions<ClientSession> {
    private final PartitionOperations partitions;
    private final dev.skep.server.catalog.PartitionExpressions expressions;
    private final TableService tables;

    public PartitionExpressionHandler(
            PartitionOperations partitions,
            dev.skep.server.catalog.PartitionExpressions expressions,
            TableService tables) {
        this.partitions = partitions;
        this.expressions = expressions;
        this.tables = tables;
    }

    @Override
    public PartitionsByExprResult getPartitionsByExpr(GetPartitionsByExprArgs args, ClientSession session) {
        PartitionsByExprRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        Found<Stored<dev.skep.server.model.Partition>> found = find(table, request);
        return PartitionsByExprResult.builder()
                .partitions(new PartitionStream(table, found.elements(), session.generation(), view(request)))
                .hasUnknownPartitions(found.undecided())
                .build();
    }

    @Override
    public PartitionsSpecByExprResult getPartitionsSpecByExpr(GetPartitionsSpecByExprArgs args, ClientSession session) {
        PartitionsByExprRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        String location = tables.get(table).value().location();
        PartitionView view = view(request);
        Found<Stored<dev.skep.server.model.Partition>> found = find(table, request);
        try (var elements = found.elements().map(stored -> PartitionTranslator.toWire(table, stored.value(), view))) {
            return PartitionsSpecByExprResult.builder()
                    .partitionsSpec(Elements.of(PartitionSpecs.grouped(table, location, elements)))
                    .hasUnknownPartitions(found.undecided())
                    .build();
        }
    }

    @Override
    public List<String> getPartitionNamesReq(GetPartitionNamesReqArgs args, ClientSession session) {
        PartitionsByExprRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        if (request.order() != null && !request.order().isEmpty()) {
            throw CatalogException.invalid("Names of partitions come in their own order, not by '" + request.order()
                    + "': leave the order out");
        }
        Found<PartitionName> found =
                expressions.names(table, request.expr().toByteArray(), request.maxPartsOrDefault());
        try (var elements = found.elements()) {
            if (found.undecided()) {
                throw new CatalogException(
                        ErrorKind.UNSUPPORTED,
                        "The expression on partitions of table " + table
                                + " is not understood, and an answer of names cannot say so: use get_partitions_by_expr");
            }
            List<String> names = new ArrayList<>();
            elements.forEach(name -> names.add(name.value()));
            return names;
        }
    }

    @Override
    public GetPartitionsResponse getPartitionsWithSpecs(GetPartitionsWithSpecsArgs args, ClientSession session) {
        GetPartitionsRequest request = Translation.required(args.request(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        GetProjectionsSpec spec =
                request.projectionSpec() == null ? GetProjectionsSpec.builder().build() : request.projectionSpec();
        PartitionProjection projection = PartitionProjection.of(Translation.orEmpty(spec.fieldList()));
        PartitionView view = PartitionView.of(false, spec.includeParamKeyPattern(), spec.excludeParamKeyPattern());
        String location = tables.get(table).value().location();
        List<Partition> found = new ArrayList<>();
        filtered(table, request.filterSpec(), view).forEach(partition -> found.add(projection.of(partition)));
        return GetPartitionsResponse.builder()
                .partitionSpec(Elements.of(PartitionSpecs.grouped(table, location, found)))
                .build();
    }

    private List<Partition> filtered(TableName table, @Nullable GetPartitionsFilterSpec spec, PartitionView view) {
        PartitionFilterMode mode = spec == null ? null : spec.filterMode();
        if (spec == null || mode == null) {
            return partitions.all(table, PartitionRequests.ALL, -1, view);
        }
        List<String> filters = Translation.orEmpty(spec.filters());
        if (filters.isEmpty()) {
            throw CatalogException.invalid("The request filters by " + mode + ", but has no filters");
        }
        return switch (mode) {
            case BY_NAMES -> partitions.byNames(table, filters, view);
            case BY_VALUES -> partitions.all(table, new Selection.ByValues(filters), -1, view);
            case BY_EXPR -> {
                String all = filters.stream().collect(Collectors.joining(") and (", "(", ")"));
                yield partitions.all(table, new Selection.ByFilter(all), -1, view);
            }
            case UNRECOGNIZED -> throw CatalogException.invalid("The way to filter is none that is known");
        };
    }

    private Found<Stored<dev.skep.server.model.Partition>> find(TableName table, PartitionsByExprRequest request) {
        return expressions.list(table, request.expr().toByteArray(), request.maxPartsOrDefault());
    }

    private static PartitionView view(PartitionsByExprRequest request) {
        return PartitionView.of(
                request.skipColumnSchemaForPartition(),
                request.includeParamKeyPattern(),
                request.excludeParamKeyPattern());
    }
}
