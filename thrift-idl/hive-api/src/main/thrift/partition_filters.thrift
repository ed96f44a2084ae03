/* Partitions chosen by a condition: filter text, serialized expression, or projection and filter together. */

namespace java dev.skep.hive.api

include "partitions.thrift"
include "tables.thrift"
include "types.thrift"

enum PartitionFilterMode {
  BY_NAMES = 0,
  BY_VALUES = 1,
  BY_EXPR = 2,
}

struct GetPartitionsByFilterRequest {
  1: optional string catName,
  2: string dbName,
  3: string tblName,
  4: string filter,
  5: optional i16 maxParts = -1,
  6: optional bool skipColumnSchemaForPartition,
  7: optional string includeParamKeyPattern,
  8: optional string excludeParamKeyPattern,
}

struct GetPartitionsFilterSpec {
  7: optional PartitionFilterMode filterMode,
  8: optional list<string> filters,
}

struct GetPartitionsRequest {
  1: optional string catName,
  2: string dbName,
  3: string tblName,
  4: optional bool withAuth,
  5: optional string user,
  6: optional list<string> groupNames,
  7: tables.GetProjectionsSpec projectionSpec,
  8: GetPartitionsFilterSpec filterSpec,
  9: optional list<string> processorCapabilities,
  10: optional string processorIdentifier,
  11: optional string validWriteIdList,
}

struct GetPartitionsResponse {
  1: list<partitions.PartitionSpec> partitionSpec (skep.streamed = "true"),
}

struct PartitionsByExprResult {
  1: required list<partitions.Partition> partitions (skep.streamed = "true"),
  2: required bool hasUnknownPartitions,
}

struct PartitionsSpecByExprResult {
  1: required list<partitions.PartitionSpec> partitionsSpec (skep.streamed = "true"),
  2: required bool hasUnknownPartitions,
}

/** Partitions that a filter text selects. */
service PartitionFilters {
  list<partitions.Partition> get_partitions_by_filter(
    1: string db_name,
    2: string tbl_name,
    3: string filter,
    4: i16 max_parts = -1) throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<partitions.Partition> get_partitions_by_filter_req(1: GetPartitionsByFilterRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<partitions.PartitionSpec> get_part_specs_by_filter(
    1: string db_name,
    2: string tbl_name,
    3: string filter,
    4: i32 max_parts = -1) throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  i32 get_num_partitions_by_filter(1: string db_name, 2: string tbl_name, 3: string filter)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
}

/** Partitions that an expression of the client's selects, or a list of conditions, with no more of each than is asked. */
service PartitionExpressions {
  PartitionsByExprResult get_partitions_by_expr(1: partitions.PartitionsByExprRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  PartitionsSpecByExprResult get_partitions_spec_by_expr(1: partitions.PartitionsByExprRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<string> get_partition_names_req(1: partitions.PartitionsByExprRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  GetPartitionsResponse get_partitions_with_specs(1: GetPartitionsRequest request) throws (1: types.MetaException o1),
}
