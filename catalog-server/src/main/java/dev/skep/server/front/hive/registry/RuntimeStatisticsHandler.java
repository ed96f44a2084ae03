package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AddRuntimeStatsArgs;
import dev.skep.hive.api.GetRuntimeStatsArgs;
import dev.skep.hive.api.GetRuntimeStatsRequest;
import dev.skep.hive.api.RuntimeStat;
import dev.skep.hive.api.RuntimeStatistics;
import dev.skep.server.catalog.registry.RuntimeFiguresService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.RuntimeFigures;
import dev.skep.thrift.Bytes;
import dev.skep.thrift.Elements;
import java.util.Base64;

/** Figures of queries that have run. */
public final class RuntimeStatisticsHandler implements RuntimeStatistics<ClientSession> {
    private final RuntimeFiguresService figures;

    public RuntimeStatisticsHandler(RuntimeFiguresService figures) {
        this.figures = figures;
    }

    /** They are as old as they are here, whatever the client says. */
    @Override
    public void addRuntimeStats(AddRuntimeStatsArgs args, ClientSession session) {
        RuntimeStat stat = Translation.required(args.stat(), "statistics");
        figures.add(
                stat.weight(), Base64.getEncoder().encodeToString(stat.payload().toByteArray()));
    }

    /** Numbers below zero, and a moment of zero, set no limit. */
    @Override
    public Elements<RuntimeStat> getRuntimeStats(GetRuntimeStatsArgs args, ClientSession session) {
        GetRuntimeStatsRequest request = Translation.required(args.rqst(), "request");
        Integer weight = request.maxWeight() < 0 ? null : request.maxWeight();
        Integer before = request.maxCreateTime() <= 0 ? null : request.maxCreateTime();
        return Elements.of(figures.newest(weight, before).stream()
                .map(RuntimeStatisticsHandler::toWire)
                .toList());
    }

    private static RuntimeStat toWire(RuntimeFigures figures) {
        return RuntimeStat.builder()
                .createTime((int) figures.createdAt())
                .weight(figures.weight())
                .payload(Bytes.copyOf(Base64.getDecoder().decode(figures.payload())))
                .build();
    }
}
