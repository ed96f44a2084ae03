/* Partitions: one by one, by name, by values, and in bulk. */

namespace java dev.skep.hive.api

include "file_metadata.thrift"
include "privileges.thrift"
include "statistics.thrift"
include "types.thrift"

enum PartitionEventType {
  LOAD_DONE = 1,
}

/** A partition: its values in the order of the table's partition keys. */
struct Partition {
  1: list<string> values,
  2: string dbName,
  3: string tableName,
  4: i32 createTime,
  5: i32 lastAccessTime,
  6: types.StorageDescriptor sd,
  7: map<string, string> parameters,
  8: optional privileges.PrincipalPrivilegeSet privileges,
  9: optional string catName,
  10: optional i64 writeId = -1,
  11: optional bool isStatsCompliant,
  12: optional statistics.ColumnStatistics colStats,
  13: optional file_metadata.FileMetadata fileMetadata,
}

struct AddPartitionsRequest {
  1: required string dbName,
  2: required string tblName,
  3: required list<Partition> parts,
  4: required bool ifNotExists,
  5: optional bool needResult = true,
  6: optional string catName,
  7: optional string validWriteIdList,
  8: optional bool skipColumnSchemaForPartition,
  9: optional list<types.FieldSchema> partitionColSchema,
  10: optional types.EnvironmentContext environmentContext,
}

struct AddPartitionsResult {
  1: optional list<Partition> partitions,
  2: optional bool isStatsCompliant,
  3: optional list<types.FieldSchema> partitionColSchema,
}

struct AlterPartitionsRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tableName,
  4: required list<Partition> partitions,
  5: optional types.EnvironmentContext environmentContext,
  6: optional i64 writeId = -1,
  7: optional string validWriteIdList,
  8: optional bool skipColumnSchemaForPartition,
  9: optional list<types.FieldSchema> partitionColSchema,
}

struct AlterPartitionsResponse {
}

struct AppendPartitionsRequest {
  1: optional string catalogName,
  2: required string dbName,
  3: required string tableName,
  4: optional string name,
  5: optional list<string> partVals,
  6: optional types.EnvironmentContext environmentContext,
}

struct DropPartitionRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: optional string partName,
  5: optional list<string> partVals,
  6: optional bool deleteData,
  7: optional types.EnvironmentContext environmentContext,
}

/** An expression serialized by the client, with the archiving level that partitions must have. */
struct DropPartitionsExpr {
  1: required binary expr,
  2: optional i32 partArchiveLevel,
}

/** Which partitions to drop: by name or by expression. */
union RequestPartsSpec {
  1: list<string> names,
  2: list<DropPartitionsExpr> exprs,
}

struct DropPartitionsRequest {
  1: required string dbName,
  2: required string tblName,
  3: required RequestPartsSpec parts,
  4: optional bool deleteData,
  5: optional bool ifExists = true,
  6: optional bool ignoreProtection,
  7: optional types.EnvironmentContext environmentContext,
  8: optional bool needResult = true,
  9: optional string catName,
  10: optional bool skipColumnSchemaForPartition,
}

struct DropPartitionsResult {
  1: optional list<Partition> partitions,
}

struct GetPartitionNamesPsRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: optional list<string> partValues,
  5: optional i16 maxParts = -1,
  6: optional string validWriteIdList,
  7: optional i64 id = -1,
}

struct GetPartitionNamesPsResponse {
  1: required list<string> names,
}

struct GetPartitionRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: required list<string> partVals,
  5: optional string validWriteIdList,
  6: optional i64 id = -1,
}

struct GetPartitionResponse {
  1: required Partition partition,
}

struct GetPartitionsByNamesRequest {
  1: required string db_name,
  2: required string tbl_name,
  3: optional list<string> names,
  4: optional bool get_col_stats,
  5: optional list<string> processorCapabilities,
  6: optional string processorIdentifier,
  7: optional string engine = "hive",
  8: optional string validWriteIdList,
  9: optional bool getFileMetadata,
  10: optional i64 id = -1,
  11: optional bool skipColumnSchemaForPartition,
  12: optional string includeParamKeyPattern,
  13: optional string excludeParamKeyPattern,
}

struct GetPartitionsByNamesResult {
  1: required list<Partition> partitions (skep.streamed = "true"),
  2: optional types.ObjectDictionary dictionary,
}

struct GetPartitionsPsWithAuthRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: optional list<string> partVals,
  5: optional i16 maxParts = -1,
  6: optional string userName,
  7: optional list<string> groupNames,
  8: optional string validWriteIdList,
  9: optional i64 id = -1,
  10: optional bool skipColumnSchemaForPartition,
  11: optional string includeParamKeyPattern,
  12: optional string excludeParamKeyPattern,
  13: optional list<string> partNames,
}

struct GetPartitionsPsWithAuthResponse {
  1: required list<Partition> partitions (skep.streamed = "true"),
}

/** Partitions with a descriptor each. */
struct PartitionListComposingSpec {
  1: list<Partition> partitions (skep.streamed = "true"),
}

/** A partition inside a shared descriptor; the location is relative to the shared one. */
struct PartitionWithoutSD {
  1: list<string> values,
  2: i32 createTime,
  3: i32 lastAccessTime,
  4: string relativePath,
  5: map<string, string> parameters,
  6: optional privileges.PrincipalPrivilegeSet privileges,
}

/** Partitions below one location that share a descriptor. */
struct PartitionSpecWithSharedSD {
  1: list<PartitionWithoutSD> partitions (skep.streamed = "true"),
  2: types.StorageDescriptor sd,
}

/** A list of partitions in one of two forms: with full descriptors, or with one descriptor shared by all. */
struct PartitionSpec {
  1: string dbName,
  2: string tableName,
  3: string rootPath,
  4: optional PartitionSpecWithSharedSD sharedSDPartitionSpec,
  5: optional PartitionListComposingSpec partitionList,
  6: optional string catName,
  7: optional i64 writeId = -1,
  8: optional bool isStatsCompliant,
}

struct PartitionValuesRequest {
  1: required string dbName,
  2: required string tblName,
  3: required list<types.FieldSchema> partitionKeys,
  4: optional bool applyDistinct = true,
  5: optional string filter,
  6: optional list<types.FieldSchema> partitionOrder,
  7: optional bool ascending = true,
  8: optional i64 maxParts = -1,
  9: optional string catName,
  10: optional string validWriteIdList,
}

struct PartitionValuesRow {
  1: required list<string> row,
}

struct PartitionValuesResponse {
  1: required list<PartitionValuesRow> partitionValues,
}

/** The expression is a plan serialized by the client. */
struct PartitionsByExprRequest {
  1: required string dbName,
  2: required string tblName,
  3: required binary expr,
  4: optional string defaultPartitionName,
  5: optional i16 maxParts = -1,
  6: optional string catName,
  7: optional string order,
  8: optional string validWriteIdList,
  9: optional i64 id = -1,
  10: optional bool skipColumnSchemaForPartition,
  11: optional string includeParamKeyPattern,
  12: optional string excludeParamKeyPattern,
}

struct PartitionsRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: optional i16 maxParts = -1,
  5: optional string validWriteIdList,
  6: optional i64 id = -1,
  7: optional bool skipColumnSchemaForPartition,
  8: optional string includeParamKeyPattern,
  9: optional string excludeParamKeyPattern,
}

struct PartitionsResponse {
  1: required list<Partition> partitions (skep.streamed = "true"),
}

struct RenamePartitionRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tableName,
  4: required list<string> partVals,
  5: required Partition newPart,
  6: optional string validWriteIdList,
  7: optional i64 txnId,
  8: optional bool clonePart,
}

struct RenamePartitionResponse {
}

/** Partitions read one by one, by values, by name and all of them. */
service Partitions {
  Partition get_partition(1: string db_name, 2: string tbl_name, 3: list<string> part_vals)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  Partition get_partition_with_auth(
    1: string db_name,
    2: string tbl_name,
    3: list<string> part_vals,
    4: string user_name,
    5: list<string> group_names) throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  Partition get_partition_by_name(1: string db_name, 2: string tbl_name, 3: string part_name)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  GetPartitionResponse get_partition_req(1: GetPartitionRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<Partition> get_partitions(1: string db_name, 2: string tbl_name, 3: i16 max_parts = -1)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  list<Partition> get_partitions_with_auth(
    1: string db_name,
    2: string tbl_name,
    3: i16 max_parts = -1,
    4: string user_name,
    5: list<string> group_names) throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  list<PartitionSpec> get_partitions_pspec(1: string db_name, 2: string tbl_name, 3: i32 max_parts = -1)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  PartitionsResponse get_partitions_req(1: PartitionsRequest req)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  list<Partition> get_partitions_ps(
    1: string db_name,
    2: string tbl_name,
    3: list<string> part_vals,
    4: i16 max_parts = -1) throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<Partition> get_partitions_ps_with_auth(
    1: string db_name,
    2: string tbl_name,
    3: list<string> part_vals,
    4: i16 max_parts = -1,
    5: string user_name,
    6: list<string> group_names) throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  GetPartitionsPsWithAuthResponse get_partitions_ps_with_auth_req(1: GetPartitionsPsWithAuthRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<Partition> get_partitions_by_names(1: string db_name, 2: string tbl_name, 3: list<string> names)
      throws (
        1: types.MetaException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3 (skep.since = "hive4")),
  GetPartitionsByNamesResult get_partitions_by_names_req(1: GetPartitionsByNamesRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2, 3: types.InvalidObjectException o3),
}

/** Partitions added, replaced and renamed. */
service PartitionChanges {
  Partition add_partition(1: Partition new_part)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  Partition add_partition_with_environment_context(
    1: Partition new_part,
    2: types.EnvironmentContext environment_context)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  i32 add_partitions(1: list<Partition> new_parts)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  i32 add_partitions_pspec(1: list<PartitionSpec> new_parts)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  AddPartitionsResult add_partitions_req(1: AddPartitionsRequest request)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  Partition append_partition(1: string db_name, 2: string tbl_name, 3: list<string> part_vals)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  Partition append_partition_with_environment_context(
    1: string db_name,
    2: string tbl_name,
    3: list<string> part_vals,
    4: types.EnvironmentContext environment_context)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  Partition append_partition_by_name(1: string db_name, 2: string tbl_name, 3: string part_name)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  Partition append_partition_by_name_with_environment_context(
    1: string db_name,
    2: string tbl_name,
    3: string part_name,
    4: types.EnvironmentContext environment_context)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  Partition append_partition_req(1: AppendPartitionsRequest appendPartitionsReq)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  void alter_partition(1: string db_name, 2: string tbl_name, 3: Partition new_part)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  void alter_partition_with_environment_context(
    1: string db_name,
    2: string tbl_name,
    3: Partition new_part,
    4: types.EnvironmentContext environment_context)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  void alter_partitions(1: string db_name, 2: string tbl_name, 3: list<Partition> new_parts)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  void alter_partitions_with_environment_context(
    1: string db_name,
    2: string tbl_name,
    3: list<Partition> new_parts,
    4: types.EnvironmentContext environment_context)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  AlterPartitionsResponse alter_partitions_req(1: AlterPartitionsRequest req)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  void rename_partition(1: string db_name, 2: string tbl_name, 3: list<string> part_vals, 4: Partition new_part)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  RenamePartitionResponse rename_partition_req(1: RenamePartitionRequest req)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
}

/** Partitions dropped, and moved from one table to another. */
service PartitionRemovals {
  bool drop_partition(1: string db_name, 2: string tbl_name, 3: list<string> part_vals, 4: bool deleteData)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  bool drop_partition_with_environment_context(
    1: string db_name,
    2: string tbl_name,
    3: list<string> part_vals,
    4: bool deleteData,
    5: types.EnvironmentContext environment_context)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  bool drop_partition_by_name(1: string db_name, 2: string tbl_name, 3: string part_name, 4: bool deleteData)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  bool drop_partition_by_name_with_environment_context(
    1: string db_name,
    2: string tbl_name,
    3: string part_name,
    4: bool deleteData,
    5: types.EnvironmentContext environment_context)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  bool drop_partition_req(1: DropPartitionRequest dropPartitionReq)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  DropPartitionsResult drop_partitions_req(1: DropPartitionsRequest req)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  Partition exchange_partition(
    1: map<string, string> partitionSpecs,
    2: string source_db,
    3: string source_table_name,
    4: string dest_db,
    5: string dest_table_name)
      throws (
        1: types.MetaException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.InvalidInputException o4),
  list<Partition> exchange_partitions(
    1: map<string, string> partitionSpecs,
    2: string source_db,
    3: string source_table_name,
    4: string dest_db,
    5: string dest_table_name)
      throws (
        1: types.MetaException o1,
        2: types.NoSuchObjectException o2,
        3: types.InvalidObjectException o3,
        4: types.InvalidInputException o4),
}

/** Names and values of partitions without the rest, and the arithmetic of names. */
service PartitionNames {
  list<string> get_partition_names(1: string db_name, 2: string tbl_name, 3: i16 max_parts = -1)
      throws (
        1: types.NoSuchObjectException o1 (skep.since = "hive3"),
        2: types.MetaException o2 (skep.hive2.id = "1")),
  list<string> fetch_partition_names_req(1: PartitionsRequest partitionReq)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  list<string> get_partition_names_ps(
    1: string db_name,
    2: string tbl_name,
    3: list<string> part_vals,
    4: i16 max_parts = -1) throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  GetPartitionNamesPsResponse get_partition_names_ps_req(1: GetPartitionNamesPsRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  bool partition_name_has_valid_characters(1: list<string> part_vals, 2: bool throw_exception)
      throws (1: types.MetaException o1),
  list<string> partition_name_to_vals(1: string part_name) throws (1: types.MetaException o1),
  map<string, string> partition_name_to_spec(1: string part_name) throws (1: types.MetaException o1),
  PartitionValuesResponse get_partition_values(1: PartitionValuesRequest request)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
}

/** Marks that clients leave on partitions for one another. */
service PartitionMarks {
  void markPartitionForEvent(
    1: string db_name,
    2: string tbl_name,
    3: map<string, string> part_vals,
    4: PartitionEventType eventType)
      throws (
        1: types.MetaException o1,
        2: types.NoSuchObjectException o2,
        3: types.UnknownDBException o3,
        4: types.UnknownTableException o4,
        5: types.UnknownPartitionException o5,
        6: types.InvalidPartitionException o6),
  bool isPartitionMarkedForEvent(
    1: string db_name,
    2: string tbl_name,
    3: map<string, string> part_vals,
    4: PartitionEventType eventType)
      throws (
        1: types.MetaException o1,
        2: types.NoSuchObjectException o2,
        3: types.UnknownDBException o3,
        4: types.UnknownTableException o4,
        5: types.UnknownPartitionException o5,
        6: types.InvalidPartitionException o6),
}
