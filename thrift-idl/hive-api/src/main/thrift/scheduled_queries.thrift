/* Queries that run on a schedule. */

namespace java dev.skep.hive.api

include "types.thrift"

enum QueryState {
  INITED = 0,
  EXECUTING = 1,
  FAILED = 2,
  FINISHED = 3,
  TIMED_OUT = 4,
  AUTO_DISABLED = 5,
}

enum ScheduledQueryMaintenanceRequestType {
  CREATE = 1,
  ALTER = 2,
  DROP = 3,
}

struct ScheduledQueryKey {
  1: required string scheduleName,
  2: required string clusterNamespace,
}

struct ScheduledQuery {
  1: required ScheduledQueryKey scheduleKey,
  2: optional bool enabled,
  4: optional string schedule,
  5: optional string user,
  6: optional string query,
  7: optional i32 nextExecution,
}

struct ScheduledQueryMaintenanceRequest {
  1: required ScheduledQueryMaintenanceRequestType type,
  2: required ScheduledQuery scheduledQuery,
}

struct ScheduledQueryPollRequest {
  1: required string clusterNamespace,
}

struct ScheduledQueryPollResponse {
  1: optional ScheduledQueryKey scheduleKey,
  2: optional i64 executionId,
  3: optional string query,
  4: optional string user,
}

struct ScheduledQueryProgressInfo {
  1: required i64 scheduledExecutionId,
  2: required QueryState state,
  3: required string executorQueryId,
  4: optional string errorMessage,
}

/** Schedules, and the turns that are taken by them. */
service ScheduledQueries {
  ScheduledQuery get_scheduled_query(1: ScheduledQueryKey scheduleKey)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  void scheduled_query_maintenance(1: ScheduledQueryMaintenanceRequest request)
      throws (
        1: types.MetaException o1,
        2: types.NoSuchObjectException o2,
        3: types.AlreadyExistsException o3,
        4: types.InvalidInputException o4),
  ScheduledQueryPollResponse scheduled_query_poll(1: ScheduledQueryPollRequest request)
      throws (1: types.MetaException o1),
  void scheduled_query_progress(1: ScheduledQueryProgressInfo info)
      throws (1: types.MetaException o1, 2: types.InvalidOperationException o2),
}
