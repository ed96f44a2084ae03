package dev.skep.server.front.hive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workload management, as clients see it. */
class ResourcePlanClientTest extends ReleaseKit {
    @ParameterizedTest
    @ValueSource(strings = {"hive-3.1", "hive-4.0", "hive-4.1"})
    void keepsPlans(String release) throws Exception {
        try (PublishedClient client = connect(release)) {
            Object plan = client.struct("WMResourcePlan", Map.of("name", "Day", "queryParallelism", 8));
            send(client, "create_resource_plan", "WMCreateResourcePlanRequest", Map.of("resourcePlan", plan));
            Map<String, Object> pool =
                    Map.of("resourcePlanName", "day", "poolPath", "etl", "allocFraction", 0.0, "queryParallelism", 4);
            send(client, "create_wm_pool", "WMCreatePoolRequest", Map.of("pool", client.struct("WMPool", pool)));
            Map<String, Object> trigger = Map.of(
                    "resourcePlanName",
                    "day",
                    "triggerName",
                    "Slow",
                    "triggerExpression",
                    "a > 1",
                    "actionExpression",
                    "KILL");
            send(
                    client,
                    "create_wm_trigger",
                    "WMCreateTriggerRequest",
                    Map.of("trigger", client.struct("WMTrigger", trigger)));
            Map<String, Object> watch = Map.of("resourcePlanName", "day", "triggerName", "slow", "poolPath", "etl");
            send(
                    client,
                    "create_or_drop_wm_trigger_to_pool_mapping",
                    "WMCreateOrDropTriggerToPoolMappingRequest",
                    watch);
            Object mapping = client.struct(
                    "WMMapping",
                    Map.of(
                            "resourcePlanName",
                            "day",
                            "entityType",
                            "user",
                            "entityName",
                            "Tess",
                            "poolPath",
                            "etl",
                            "ordering",
                            1));
            send(
                    client,
                    "create_or_update_wm_mapping",
                    "WMCreateOrUpdateMappingRequest",
                    Map.of("mapping", mapping, "update", false));

            assertThat(PublishedClient.get(
                            send(client, "get_active_resource_plan", "WMGetActiveResourcePlanRequest", Map.of()),
                            "resourcePlan"))
                    .isNull();
            Object full = PublishedClient.get(
                    send(client, "get_resource_plan", "WMGetResourcePlanRequest", Map.of("resourcePlanName", "DAY")),
                    "resourcePlan");
            assertThat((List<?>) PublishedClient.get(full, "pools")).hasSize(2);
            assertThat((List<?>) PublishedClient.get(full, "poolTriggers")).hasSize(1);
            assertThat((List<?>) PublishedClient.get(full, "mappings")).hasSize(1);
            assertThat((List<?>) PublishedClient.get(
                            send(
                                    client,
                                    "validate_resource_plan",
                                    "WMValidateResourcePlanRequest",
                                    Map.of("resourcePlanName", "day")),
                            "errors"))
                    .isEmpty();

            Object active = client.struct(
                    "WMNullableResourcePlan", Map.of("status", client.constant("WMResourcePlanStatus", "ACTIVE")));
            refused(
                    client,
                    "InvalidOperationException",
                    "enable it",
                    "alter_resource_plan",
                    client.struct(
                            "WMAlterResourcePlanRequest", Map.of("resourcePlanName", "day", "resourcePlan", active)));
            Object altered = send(
                    client,
                    "alter_resource_plan",
                    "WMAlterResourcePlanRequest",
                    Map.of("resourcePlanName", "day", "resourcePlan", active, "isEnableAndActivate", true));
            assertThat(PublishedClient.get(altered, "fullResourcePlan")).isNotNull();
            refused(
                    client,
                    "MetaException",
                    "active",
                    "drop_resource_plan",
                    client.struct("WMDropResourcePlanRequest", Map.of("resourcePlanName", "day")));
            refused(
                    client,
                    "InvalidOperationException",
                    "disabled",
                    "drop_wm_pool",
                    client.struct("WMDropPoolRequest", Map.of("resourcePlanName", "day", "poolPath", "etl")));
            refused(
                    client,
                    "InvalidObjectException",
                    "disabled",
                    "create_wm_pool",
                    client.struct("WMCreatePoolRequest", Map.of("pool", client.struct("WMPool", pool))));
            refused(
                    client,
                    "AlreadyExistsException",
                    "day",
                    "create_resource_plan",
                    client.struct("WMCreateResourcePlanRequest", Map.of("resourcePlan", plan)));
            refused(
                    client,
                    "NoSuchObjectException",
                    "night",
                    "get_resource_plan",
                    client.struct("WMGetResourcePlanRequest", Map.of("resourcePlanName", "night")));

            Object disabled = client.struct(
                    "WMNullableResourcePlan", Map.of("status", client.constant("WMResourcePlanStatus", "DISABLED")));
            send(
                    client,
                    "alter_resource_plan",
                    "WMAlterResourcePlanRequest",
                    Map.of("resourcePlan", disabled, "isForceDeactivate", true));
            Object pools = client.struct(
                    "WMNullablePool",
                    Map.of(
                            "resourcePlanName",
                            "day",
                            "poolPath",
                            "load",
                            "schedulingPolicy",
                            "fifo",
                            "isSetSchedulingPolicy",
                            true));
            send(client, "alter_wm_pool", "WMAlterPoolRequest", Map.of("pool", pools, "poolPath", "etl"));
            send(client, "drop_wm_mapping", "WMDropMappingRequest", Map.of("mapping", mapping));
            send(
                    client,
                    "drop_wm_trigger",
                    "WMDropTriggerRequest",
                    Map.of("resourcePlanName", "day", "triggerName", "slow"));
            send(client, "drop_wm_pool", "WMDropPoolRequest", Map.of("resourcePlanName", "day", "poolPath", "load"));
            Object all = PublishedClient.get(
                    send(client, "get_all_resource_plans", "WMGetAllResourcePlanRequest", Map.of()), "resourcePlans");
            assertThat((List<?>) all).hasSize(1);
            send(client, "drop_resource_plan", "WMDropResourcePlanRequest", Map.of("resourcePlanName", "day"));
        }
    }

    private static Object send(PublishedClient client, String method, String request, Map<String, ?> fields)
            throws ReflectiveOperationException {
        return client.call(method, client.struct(request, fields));
    }
}
