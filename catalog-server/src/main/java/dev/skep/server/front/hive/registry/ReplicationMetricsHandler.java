package dev.skep.server.front.hive.registry;

import dev.skep.hive.api.AddReplicationMetricsArgs;
import dev.skep.hive.api.GetReplicationMetricsArgs;
import dev.skep.hive.api.GetReplicationMetricsRequest;
import dev.skep.hive.api.ReplicationMetricList;
import dev.skep.hive.api.ReplicationMetrics;
import dev.skep.hive.api.ReplicationMetricsLog;
import dev.skep.server.catalog.registry.ReplicationMetricService;
import dev.skep.server.front.hive.session.ClientSession;
import dev.skep.server.front.hive.translation.Translation;
import dev.skep.server.model.ReplicationMetric;
import java.util.List;

/** How far replication has come. */
public final class ReplicationMetricsHandler implements ReplicationMetricsLog<ClientSession> {
    private final ReplicationMetricService metrics;

    public ReplicationMetricsHandler(ReplicationMetricService metrics) {
        this.metrics = metrics;
    }

    @Override
    public void addReplicationMetrics(AddReplicationMetricsArgs args, ClientSession session) {
        metrics.report(Translation.required(args.replicationMetricList(), "metrics").replicationMetricList().stream()
                .map(ReplicationMetricsHandler::toModel)
                .toList());
    }

    /** By policy, else by the turn that replicates; nothing if a client names neither. */
    @Override
    public ReplicationMetricList getReplicationMetrics(GetReplicationMetricsArgs args, ClientSession session) {
        GetReplicationMetricsRequest request = Translation.required(args.rqst(), "request");
        String policy = request.policy();
        Long execution = request.scheduledExecutionId();
        List<ReplicationMetric> found;
        if (policy != null) {
            found = metrics.ofPolicy(policy, request.dumpExecutionId());
        } else if (execution != null) {
            found = metrics.ofExecution(execution).stream().toList();
        } else {
            found = List.of();
        }
        return ReplicationMetricList.builder()
                .replicationMetricList(
                        found.stream().map(ReplicationMetricsHandler::toWire).toList())
                .build();
    }

    private static ReplicationMetric toModel(ReplicationMetrics wire) {
        return new ReplicationMetric(
                wire.scheduledExecutionId(),
                wire.policy(),
                wire.dumpExecutionId(),
                0,
                wire.metadata(),
                wire.progress(),
                wire.messageFormat());
    }

    private static ReplicationMetrics toWire(ReplicationMetric metric) {
        return ReplicationMetrics.builder()
                .scheduledExecutionId(metric.execution())
                .policy(metric.policy())
                .dumpExecutionId(metric.dump())
                .metadata(metric.metadata())
                .progress(metric.progress())
                .messageFormat(metric.messageFormat())
                .build();
    }
}
