/* Workload management: resource plans, pools, triggers and mappings. */

namespace java dev.skep.hive.api

include "types.thrift"

enum WMPoolSchedulingPolicy {
  FAIR = 1,
  FIFO = 2,
}

enum WMResourcePlanStatus {
  ACTIVE = 1,
  ENABLED = 2,
  DISABLED = 3,
}

struct WMNullablePool {
  1: required string resourcePlanName,
  2: required string poolPath,
  3: optional double allocFraction,
  4: optional i32 queryParallelism,
  5: optional string schedulingPolicy,
  6: optional bool isSetSchedulingPolicy,
  7: optional string ns,
}

struct WMAlterPoolRequest {
  1: optional WMNullablePool pool,
  2: optional string poolPath,
}

struct WMAlterPoolResponse {
}

struct WMNullableResourcePlan {
  1: optional string name,
  2: optional WMResourcePlanStatus status,
  4: optional i32 queryParallelism,
  5: optional bool isSetQueryParallelism,
  6: optional string defaultPoolPath,
  7: optional bool isSetDefaultPoolPath,
  8: optional string ns,
}

struct WMAlterResourcePlanRequest {
  1: optional string resourcePlanName,
  2: optional WMNullableResourcePlan resourcePlan,
  3: optional bool isEnableAndActivate,
  4: optional bool isForceDeactivate,
  5: optional bool isReplace,
  6: optional string ns,
}

struct WMMapping {
  1: required string resourcePlanName,
  2: required string entityType,
  3: required string entityName,
  4: optional string poolPath,
  5: optional i32 ordering,
  6: optional string ns,
}

struct WMPool {
  1: required string resourcePlanName,
  2: required string poolPath,
  3: optional double allocFraction,
  4: optional i32 queryParallelism,
  5: optional string schedulingPolicy,
  6: optional string ns,
}

struct WMPoolTrigger {
  1: required string pool,
  2: required string trigger,
  3: optional string ns,
}

struct WMResourcePlan {
  1: required string name,
  2: optional WMResourcePlanStatus status,
  3: optional i32 queryParallelism,
  4: optional string defaultPoolPath,
  5: optional string ns,
}

struct WMTrigger {
  1: required string resourcePlanName,
  2: required string triggerName,
  3: optional string triggerExpression,
  4: optional string actionExpression,
  5: optional bool isInUnmanaged,
  6: optional string ns,
}

struct WMFullResourcePlan {
  1: required WMResourcePlan plan,
  2: required list<WMPool> pools,
  3: optional list<WMMapping> mappings,
  4: optional list<WMTrigger> triggers,
  5: optional list<WMPoolTrigger> poolTriggers,
}

struct WMAlterResourcePlanResponse {
  1: optional WMFullResourcePlan fullResourcePlan,
}

struct WMAlterTriggerRequest {
  1: optional WMTrigger trigger,
}

struct WMAlterTriggerResponse {
}

struct WMCreateOrDropTriggerToPoolMappingRequest {
  1: optional string resourcePlanName,
  2: optional string triggerName,
  3: optional string poolPath,
  4: optional bool drop,
  5: optional string ns,
}

struct WMCreateOrDropTriggerToPoolMappingResponse {
}

struct WMCreateOrUpdateMappingRequest {
  1: optional WMMapping mapping,
  2: optional bool update,
}

struct WMCreateOrUpdateMappingResponse {
}

struct WMCreatePoolRequest {
  1: optional WMPool pool,
}

struct WMCreatePoolResponse {
}

struct WMCreateResourcePlanRequest {
  1: optional WMResourcePlan resourcePlan,
  2: optional string copyFrom,
}

struct WMCreateResourcePlanResponse {
}

struct WMCreateTriggerRequest {
  1: optional WMTrigger trigger,
}

struct WMCreateTriggerResponse {
}

struct WMDropMappingRequest {
  1: optional WMMapping mapping,
}

struct WMDropMappingResponse {
}

struct WMDropPoolRequest {
  1: optional string resourcePlanName,
  2: optional string poolPath,
  3: optional string ns,
}

struct WMDropPoolResponse {
}

struct WMDropResourcePlanRequest {
  1: optional string resourcePlanName,
  2: optional string ns,
}

struct WMDropResourcePlanResponse {
}

struct WMDropTriggerRequest {
  1: optional string resourcePlanName,
  2: optional string triggerName,
  3: optional string ns,
}

struct WMDropTriggerResponse {
}

struct WMGetActiveResourcePlanRequest {
  1: optional string ns,
}

struct WMGetActiveResourcePlanResponse {
  1: optional WMFullResourcePlan resourcePlan,
}

struct WMGetAllResourcePlanRequest {
  1: optional string ns,
}

struct WMGetAllResourcePlanResponse {
  1: optional list<WMResourcePlan> resourcePlans,
}

struct WMGetResourcePlanRequest {
  1: optional string resourcePlanName,
  2: optional string ns,
}

struct WMGetResourcePlanResponse {
  1: optional WMFullResourcePlan resourcePlan,
}

struct WMGetTriggersForResourePlanRequest {
  1: optional string resourcePlanName,
  2: optional string ns,
}

struct WMGetTriggersForResourePlanResponse {
  1: optional list<WMTrigger> triggers,
}

struct WMValidateResourcePlanRequest {
  1: optional string resourcePlanName,
  2: optional string ns,
}

struct WMValidateResourcePlanResponse {
  1: optional list<string> errors,
  2: optional list<string> warnings,
}

/** Resource plans with all that is in them. */
service ResourcePlans {
  WMCreateResourcePlanResponse create_resource_plan(1: WMCreateResourcePlanRequest request)
      throws (1: types.AlreadyExistsException o1, 2: types.InvalidObjectException o2, 3: types.MetaException o3),
  WMGetResourcePlanResponse get_resource_plan(1: WMGetResourcePlanRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  WMGetActiveResourcePlanResponse get_active_resource_plan(1: WMGetActiveResourcePlanRequest request)
      throws (1: types.MetaException o2),
  WMGetAllResourcePlanResponse get_all_resource_plans(1: WMGetAllResourcePlanRequest request)
      throws (1: types.MetaException o1),
  WMAlterResourcePlanResponse alter_resource_plan(1: WMAlterResourcePlanRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  WMValidateResourcePlanResponse validate_resource_plan(1: WMValidateResourcePlanRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  WMDropResourcePlanResponse drop_resource_plan(1: WMDropResourcePlanRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  WMCreateTriggerResponse create_wm_trigger(1: WMCreateTriggerRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.MetaException o4),
  WMAlterTriggerResponse alter_wm_trigger(1: WMAlterTriggerRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidObjectException o2, 3: types.MetaException o3),
  WMDropTriggerResponse drop_wm_trigger(1: WMDropTriggerRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  WMGetTriggersForResourePlanResponse get_triggers_for_resourceplan(1: WMGetTriggersForResourePlanRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  WMCreatePoolResponse create_wm_pool(1: WMCreatePoolRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.MetaException o4),
  WMAlterPoolResponse alter_wm_pool(1: WMAlterPoolRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.MetaException o4),
  WMDropPoolResponse drop_wm_pool(1: WMDropPoolRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  WMCreateOrUpdateMappingResponse create_or_update_wm_mapping(1: WMCreateOrUpdateMappingRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.MetaException o4),
  WMDropMappingResponse drop_wm_mapping(1: WMDropMappingRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  WMCreateOrDropTriggerToPoolMappingResponse create_or_drop_wm_trigger_to_pool_mapping(
    1: WMCreateOrDropTriggerToPoolMappingRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.MetaException o4),
}
