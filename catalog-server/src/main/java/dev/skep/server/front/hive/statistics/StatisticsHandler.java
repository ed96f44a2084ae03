package dev.skep.server.front.hive.statistics;

import dev.skep.hive.api.AggrStats;
import dev.skep.hive.api.ColumnStatistics;
import dev.skep.hive.api.ColumnStatisticsDesc;
import dev.skep.hive.api.ColumnStatisticsObj;
import dev.skep.hive.api.DeleteColumnStatisticsReqArgs;
import dev.skep.hive.api.DeleteColumnStatisticsRequest;
import dev.skep.hive.api.DeletePartitionColumnStatisticsArgs;
import dev.skep.hive.api.DeleteTableColumnStatisticsArgs;
import dev.skep.hive.api.GetAggrStatsForArgs;
import dev.skep.hive.api.GetPartitionColumnStatisticsArgs;
import dev.skep.hive.api.GetPartitionsStatisticsReqArgs;
import dev.skep.hive.api.GetTableColumnStatisticsArgs;
import dev.skep.hive.api.GetTableStatisticsReqArgs;
import dev.skep.hive.api.PartitionsStatsRequest;
import dev.skep.hive.api.PartitionsStatsResult;
import dev.skep.hive.api.SetAggrStatsForArgs;
import dev.skep.hive.api.SetPartitionsStatsRequest;
import dev.skep.hive.api.SetPartitionsStatsResponse;
import dev.skep.hive.api.Statistics;
import dev.skep.hive.api.TableStatsRequest;
import dev.skep.hive.api.TableStatsResult;
import dev.skep.hive.api.UpdatePartitionColumnStatisticsArgs;
import dev.skep.hive.api.UpdatePartitionColumnStatisticsReqArgs;
import dev.skep.hive.api.UpdateTableColumnStatisticsArgs;
import dev.skep.hive.api.UpdateTableColumnStatisticsReqArgs;
import dev.skep.server.catalog.AggregateStatistics;
import dev.skep.server.catalog.StatisticsService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.CatalogException;
import dev.skep.server.model.ErrorKind;
import dev.skep.server.model.PartitionName;
import dev.skep.server.model.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Column statistics of tables and partitions. */
public final class StatisticsHandler implements Statistics<ClientSession> {
    private final StatisticsService statistics;

    public StatisticsHandler(StatisticsService statistics) {
        this.statistics = statistics;
    }

    @Override
    public boolean updateTableColumnStatistics(UpdateTableColumnStatisticsArgs args, ClientSession session) {
        return put(List.of(Translation.required(args.statsObj(), "statistics")), null, false);
    }

    @Override
    public boolean updatePartitionColumnStatistics(UpdatePartitionColumnStatisticsArgs args, ClientSession session) {
        return put(List.of(Translation.required(args.statsObj(), "statistics")), null, false);
    }

    @Override
    public SetPartitionsStatsResponse updateTableColumnStatisticsReq(
            UpdateTableColumnStatisticsReqArgs args, ClientSession session) {
        return response(put(Translation.required(args.req(), "request")));
    }

    @Override
    public SetPartitionsStatsResponse updatePartitionColumnStatisticsReq(
            UpdatePartitionColumnStatisticsReqArgs args, ClientSession session) {
        return response(put(Translation.required(args.req(), "request")));
    }

    @Override
    public ColumnStatistics getTableColumnStatistics(GetTableColumnStatisticsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        String column = StatisticsTranslator.column(Translation.required(args.colName(), "column name"));
        return one(table, null, column, statistics.ofTable(table, List.of(column), StatisticsTranslator.engine(null)));
    }

    @Override
    public ColumnStatistics getPartitionColumnStatistics(GetPartitionColumnStatisticsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        PartitionName partition = new PartitionName(Translation.required(args.partName(), "partition name"));
        String column = StatisticsTranslator.column(Translation.required(args.colName(), "column name"));
        return one(
                table,
                partition,
                column,
                statistics
                        .ofPartitions(table, List.of(partition), List.of(column), StatisticsTranslator.engine(null))
                        .getOrDefault(partition, List.of()));
    }

    @Override
    public TableStatsResult getTableStatisticsReq(GetTableStatisticsReqArgs args, ClientSession session) {
        TableStatsRequest request = Translation.required(args.request(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        return TableStatsResult.builder()
                .tableStats(StatisticsTranslator.toWire(statistics.ofTable(
                        table, columns(request.colNames()), StatisticsTranslator.engine(request.engine()))))
                .build();
    }

    @Override
    public PartitionsStatsResult getPartitionsStatisticsReq(
            GetPartitionsStatisticsReqArgs args, ClientSession session) {
        PartitionsStatsRequest request = Translation.required(args.request(), "request");
        Map<String, List<ColumnStatisticsObj>> found = new LinkedHashMap<>();
        statistics
                .ofPartitions(
                        Translation.table(request.catName(), request.dbName(), request.tblName()),
                        partitions(request.partNames()),
                        columns(request.colNames()),
                        StatisticsTranslator.engine(request.engine()))
                .forEach((partition, of) -> found.put(partition.value(), StatisticsTranslator.toWire(of)));
        return PartitionsStatsResult.builder().partStats(found).build();
    }

    @Override
    public AggrStats getAggrStatsFor(GetAggrStatsForArgs args, ClientSession session) {
        PartitionsStatsRequest request = Translation.required(args.request(), "request");
        AggregateStatistics aggregate = statistics.aggregate(
                Translation.table(request.catName(), request.dbName(), request.tblName()),
                partitions(request.partNames()),
                columns(request.colNames()),
                StatisticsTranslator.engine(request.engine()));
        return AggrStats.builder()
                .colStats(StatisticsTranslator.toWire(aggregate.columns()))
                .partsFound((long) aggregate.partitionsFound())
                .build();
    }

    @Override
    public boolean setAggrStatsFor(SetAggrStatsForArgs args, ClientSession session) {
        return put(Translation.required(args.request(), "request"));
    }

    @Override
    public boolean deleteTableColumnStatistics(DeleteTableColumnStatisticsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        return deleted(
                statistics.deleteForTable(table, oneOrAll(args.colName()), engines(args.engine())),
                table,
                args.colName());
    }

    @Override
    public boolean deletePartitionColumnStatistics(DeletePartitionColumnStatisticsArgs args, ClientSession session) {
        TableName table = Translation.table(null, args.dbName(), args.tblName());
        List<PartitionName> partition = partitions(List.of(Translation.required(args.partName(), "partition name")));
        return deleted(
                statistics.deleteForPartitions(table, partition, oneOrAll(args.colName()), engines(args.engine())),
                table,
                args.colName());
    }

    @Override
    public boolean deleteColumnStatisticsReq(DeleteColumnStatisticsReqArgs args, ClientSession session) {
        DeleteColumnStatisticsRequest request = Translation.required(args.req(), "request");
        TableName table = Translation.table(request.catName(), request.dbName(), request.tblName());
        List<String> columns = columns(Translation.orEmpty(request.colNames()));
        List<String> partitions = Translation.orEmpty(request.partNames());
        List<String> engines = engines(request.engine());
        if (Translation.isTrue(request.tableLevel()) || partitions.isEmpty()) {
            statistics.deleteForTable(table, columns, engines);
        } else {
            statistics.deleteForPartitions(table, partitions(partitions), columns, engines);
        }
        return true;
    }

    private boolean put(SetPartitionsStatsRequest request) {
        return put(request.colStats(), request.engine(), Translation.isTrue(request.needMerge()));
    }

    /** Of one table, or of partitions of one table; with the figures that are there already, or instead of them. */
    private boolean put(List<ColumnStatistics> wire, @Nullable String engine, boolean merge) {
        Map<TableName, Map<PartitionName, List<dev.skep.server.model.ColumnStatistics>>> ofPartitions =
                new LinkedHashMap<>();
        for (ColumnStatistics each : wire) {
            ColumnStatisticsDesc about = each.statsDesc();
            TableName table = Translation.table(about.catName(), about.dbName(), about.tableName());
            List<dev.skep.server.model.ColumnStatistics> figures = StatisticsTranslator.toModel(each, engine);
            if (about.isTblLevel()) {
                statistics.putForTable(table, figures, merge);
            } else {
                PartitionName partition = new PartitionName(Translation.required(about.partName(), "partition name"));
                ofPartitions
                        .computeIfAbsent(table, key -> new LinkedHashMap<>())
                        .computeIfAbsent(partition, key -> new ArrayList<>())
                        .addAll(figures);
            }
        }
        ofPartitions.forEach((table, figures) -> statistics.putForPartitions(table, figures, merge));
        return true;
    }

    private static ColumnStatistics one(
            TableName table,
            @Nullable PartitionName partition,
            String column,
            List<dev.skep.server.model.ColumnStatistics> found) {
        if (found.isEmpty()) {
            throw noStatistics(table, column);
        }
        return ColumnStatistics.builder()
                .statsDesc(StatisticsTranslator.about(table, partition, found.get(0)))
                .statsObj(StatisticsTranslator.toWire(found))
                .build();
    }

    /** There may be none where all are to go, but not of the one column that is named. */
    private static boolean deleted(int count, TableName table, @Nullable String column) {
        if (count == 0 && column != null) {
            throw noStatistics(table, column);
        }
        return true;
    }

    private static CatalogException noStatistics(TableName table, String column) {
        return new CatalogException(
                ErrorKind.NOT_FOUND_OTHER, "There are no statistics of column " + column + " of table " + table);
    }

    private static SetPartitionsStatsResponse response(boolean result) {
        return SetPartitionsStatsResponse.builder().result(result).build();
    }

    private static List<PartitionName> partitions(List<String> names) {
        return names.stream().map(PartitionName::new).toList();
    }

    private static List<String> columns(List<String> names) {
        return names.stream().map(StatisticsTranslator::column).toList();
    }

    private static List<String> oneOrAll(@Nullable String column) {
        return column == null ? List.of() : List.of(StatisticsTranslator.column(column));
    }

    private static List<String> engines(@Nullable String engine) {
        return engine == null ? List.of() : List.of(engine);
    }
}
