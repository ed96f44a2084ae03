/* Tables: the object itself, and the requests that make, read, alter and drop it. */

namespace java dev.skep.hive.api

include "constraints.thrift"
include "file_metadata.thrift"
include "privileges.thrift"
include "statistics.thrift"
include "types.thrift"

enum ClientCapability {
  TEST_CAPABILITY = 1,
  INSERT_ONLY_TABLES = 2,
}

enum GetTablesExtRequestFields {
  ACCESS_TYPE = 1,
  PROCESSOR_CAPABILITIES = 2,
  ALL = 2147483647,
}

/** A table a materialized view reads, with its changes since. */
struct SourceTable {
  1: required Table table,
  2: required i64 insertedCount,
  3: required i64 updatedCount,
  4: required i64 deletedCount,
}

/** What a materialized view was built from. */
struct CreationMetadata {
  1: required string catName,
  2: required string dbName,
  3: required string tblName,
  4: required set<string> tablesUsed,
  5: optional string validTxnList,
  6: optional i64 materializationTime,
  7: optional list<SourceTable> sourceTables,
}

/** A table. A 2.3.10 client puts the catalog name at id 16, where later clients put the creation metadata. */
struct Table {
  1: string tableName,
  2: string dbName,
  3: string owner,
  4: i32 createTime,
  5: i32 lastAccessTime,
  6: i32 retention,
  7: types.StorageDescriptor sd,
  8: list<types.FieldSchema> partitionKeys,
  9: map<string, string> parameters,
  10: string viewOriginalText,
  11: string viewExpandedText,
  12: string tableType,
  13: optional privileges.PrincipalPrivilegeSet privileges,
  14: optional bool temporary,
  15: optional bool rewriteEnabled,
  16: optional CreationMetadata creationMetadata (skep.since = "hive3"),
  17: optional string catName (skep.hive2.id = "16"),
  18: optional types.PrincipalType ownerType = types.PrincipalType.USER,
  19: optional i64 writeId = -1,
  20: optional bool isStatsCompliant,
  21: optional statistics.ColumnStatistics colStats,
  22: optional byte accessType,
  23: optional list<string> requiredReadCapabilities,
  24: optional list<string> requiredWriteCapabilities,
  25: optional i64 id,
  26: optional file_metadata.FileMetadata fileMetadata,
  27: optional types.ObjectDictionary dictionary,
  28: optional i64 txnId,
}

struct AlterTableRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tableName,
  4: required Table table,
  5: optional types.EnvironmentContext environmentContext,
  6: optional i64 writeId = -1,
  7: optional string validWriteIdList,
  8: optional list<string> processorCapabilities,
  9: optional string processorIdentifier,
  10: optional string expectedParameterKey,
  11: optional string expectedParameterValue,
}

struct AlterTableResponse {
}

/** What the client can cope with. */
struct ClientCapabilities {
  1: required list<ClientCapability> values,
}

struct CreateTableRequest {
  1: required Table table,
  2: optional types.EnvironmentContext envContext,
  3: optional list<constraints.SQLPrimaryKey> primaryKeys,
  4: optional list<constraints.SQLForeignKey> foreignKeys,
  5: optional list<constraints.SQLUniqueConstraint> uniqueConstraints,
  6: optional list<constraints.SQLNotNullConstraint> notNullConstraints,
  7: optional list<constraints.SQLDefaultConstraint> defaultConstraints,
  8: optional list<constraints.SQLCheckConstraint> checkConstraints,
  9: optional list<string> processorCapabilities,
  10: optional string processorIdentifier,
}

struct DropTableRequest {
  1: optional string catalogName,
  2: required string dbName,
  3: required string tableName,
  4: optional bool deleteData,
  5: optional types.EnvironmentContext envContext,
  6: optional bool dropPartitions,
}

struct ExtendedTableInfo {
  1: required string tblName,
  2: optional i32 accessType,
  3: optional list<string> requiredReadCapabilities,
  4: optional list<string> requiredWriteCapabilities,
}

struct GetFieldsRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: optional types.EnvironmentContext envContext,
  5: optional string validWriteIdList,
  6: optional i64 id = -1,
}

struct GetFieldsResponse {
  1: required list<types.FieldSchema> fields,
}

struct GetProjectionsSpec {
  1: list<string> fieldList,
  2: string includeParamKeyPattern,
  3: string excludeParamKeyPattern,
}

struct GetSchemaRequest {
  1: optional string catName,
  2: required string dbName,
  3: required string tblName,
  4: optional types.EnvironmentContext envContext,
  5: optional string validWriteIdList,
  6: optional i64 id = -1,
}

struct GetSchemaResponse {
  1: required list<types.FieldSchema> fields,
}

/** One table by name. */
struct GetTableRequest {
  1: required string dbName,
  2: required string tblName,
  3: optional ClientCapabilities capabilities,
  4: optional string catName,
  6: optional string validWriteIdList,
  7: optional bool getColumnStats,
  8: optional list<string> processorCapabilities,
  9: optional string processorIdentifier,
  10: optional string engine = "hive",
  11: optional i64 id = -1,
}

struct GetTableResult {
  1: required Table table,
  2: optional bool isStatsCompliant,
}

struct GetTablesExtRequest {
  1: required string catalog,
  2: required string database,
  3: required string tableNamePattern,
  4: required i32 requestedFields,
  5: optional i32 limit,
  6: optional list<string> processorCapabilities,
  7: optional string processorIdentifier,
}

/** Several tables of one database by name, or by pattern. */
struct GetTablesRequest {
  1: required string dbName,
  2: optional list<string> tblNames,
  3: optional ClientCapabilities capabilities,
  4: optional string catName,
  5: optional list<string> processorCapabilities,
  6: optional string processorIdentifier,
  7: optional GetProjectionsSpec projectionSpec,
  8: optional string tablesPattern,
}

struct GetTablesResult {
  1: required list<Table> tables (skep.streamed = "true"),
}

struct Index {
  1: string indexName,
  2: string indexHandlerClass,
  3: string dbName,
  4: string origTableName,
  5: i32 createTime,
  6: i32 lastAccessTime,
  7: string indexTableName,
  8: types.StorageDescriptor sd,
  9: map<string, string> parameters,
  10: bool deferredRebuild,
}

struct Materialization {
  1: required bool sourceTablesUpdateDeleteModified,
  2: optional bool sourceTablesCompacted,
}

struct TableMeta {
  1: required string dbName,
  2: required string tableName,
  3: required string tableType,
  4: optional string comments,
  5: optional string catName,
  6: optional string ownerName,
  7: optional types.PrincipalType ownerType,
}

struct TruncateTableRequest {
  1: required string dbName,
  2: required string tableName,
  3: optional list<string> partNames,
  4: optional i64 writeId = -1,
  5: optional string validWriteIdList,
  6: optional types.EnvironmentContext environmentContext,
}

struct TruncateTableResponse {
}

/** Tables and their columns, one by one: create, read, alter, truncate, drop. */
service Tables {
  list<types.FieldSchema> get_fields(1: string db_name, 2: string table_name)
      throws (1: types.MetaException o1, 2: types.UnknownTableException o2, 3: types.UnknownDBException o3),
  list<types.FieldSchema> get_fields_with_environment_context(
    1: string db_name,
    2: string table_name,
    3: types.EnvironmentContext environment_context)
      throws (1: types.MetaException o1, 2: types.UnknownTableException o2, 3: types.UnknownDBException o3),
  list<types.FieldSchema> get_schema(1: string db_name, 2: string table_name)
      throws (1: types.MetaException o1, 2: types.UnknownTableException o2, 3: types.UnknownDBException o3),
  list<types.FieldSchema> get_schema_with_environment_context(
    1: string db_name,
    2: string table_name,
    3: types.EnvironmentContext environment_context)
      throws (1: types.MetaException o1, 2: types.UnknownTableException o2, 3: types.UnknownDBException o3),
  GetFieldsResponse get_fields_req(1: GetFieldsRequest req)
      throws (1: types.MetaException o1, 2: types.UnknownTableException o2, 3: types.UnknownDBException o3),
  GetSchemaResponse get_schema_req(1: GetSchemaRequest req)
      throws (1: types.MetaException o1, 2: types.UnknownTableException o2, 3: types.UnknownDBException o3),
  void create_table(1: Table tbl)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.NoSuchObjectException o4),
  void create_table_with_environment_context(1: Table tbl, 2: types.EnvironmentContext environment_context)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.NoSuchObjectException o4),
  void create_table_with_constraints(
    1: Table tbl,
    2: list<constraints.SQLPrimaryKey> primaryKeys,
    3: list<constraints.SQLForeignKey> foreignKeys,
    4: list<constraints.SQLUniqueConstraint> uniqueConstraints,
    5: list<constraints.SQLNotNullConstraint> notNullConstraints,
    6: list<constraints.SQLDefaultConstraint> defaultConstraints,
    7: list<constraints.SQLCheckConstraint> checkConstraints)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.NoSuchObjectException o4),
  void create_table_req(1: CreateTableRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.NoSuchObjectException o4),
  void drop_table(1: string dbname, 2: string name, 3: bool deleteData)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o3),
  void drop_table_with_environment_context(
    1: string dbname,
    2: string name,
    3: bool deleteData,
    4: types.EnvironmentContext environment_context)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o3),
  void drop_table_req(1: DropTableRequest dropTableReq)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o3),
  void truncate_table(1: string dbName, 2: string tableName, 3: list<string> partNames)
      throws (1: types.MetaException o1),
  TruncateTableResponse truncate_table_req(1: TruncateTableRequest req) throws (1: types.MetaException o1),
  Table get_table(1: string dbname, 2: string tbl_name)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  GetTableResult get_table_req(1: GetTableRequest req)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  Table translate_table_dryrun(1: CreateTableRequest request)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.NoSuchObjectException o4),
  void alter_table(1: string dbname, 2: string tbl_name, 3: Table new_tbl)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  void alter_table_with_environment_context(
    1: string dbname,
    2: string tbl_name,
    3: Table new_tbl,
    4: types.EnvironmentContext environment_context)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  void alter_table_with_cascade(1: string dbname, 2: string tbl_name, 3: Table new_tbl, 4: bool cascade)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  AlterTableResponse alter_table_req(1: AlterTableRequest req)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
}

/** Indexes of tables, until Hive 2. */
service Indexes {
  Index add_index(1: Index new_index, 2: Table index_table)
      throws (1: types.InvalidObjectException o1, 2: types.AlreadyExistsException o2, 3: types.MetaException o3),
  void alter_index(1: string dbname, 2: string base_tbl_name, 3: string idx_name, 4: Index new_idx)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  bool drop_index_by_name(1: string db_name, 2: string tbl_name, 3: string index_name, 4: bool deleteData)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  list<Index> get_indexes(1: string db_name, 2: string tbl_name, 3: i16 max_indexes)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  Index get_index_by_name(1: string db_name, 2: string tbl_name, 3: string index_name)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  list<string> get_index_names(1: string db_name, 2: string tbl_name, 3: i16 max_indexes)
      throws (1: types.MetaException o2),
}

/** Many tables of one or several databases: their names, and the tables themselves. */
service TableListings {
  list<string> get_tables(1: string db_name, 2: string pattern) throws (1: types.MetaException o1),
  list<string> get_tables_by_type(1: string db_name, 2: string pattern, 3: string tableType)
      throws (1: types.MetaException o1),
  list<TableMeta> get_table_meta(1: string db_patterns, 2: string tbl_patterns, 3: list<string> tbl_types)
      throws (1: types.MetaException o1),
  list<string> get_all_tables(1: string db_name) throws (1: types.MetaException o1),
  list<Table> get_table_objects_by_name(1: string dbname, 2: list<string> tbl_names)
      throws (
        1: types.MetaException o1 (skep.hive3.id = "0"),
        2: types.InvalidOperationException o2 (skep.hive3.id = "0"),
        3: types.UnknownDBException o3 (skep.hive3.id = "0")),
  GetTablesResult get_table_objects_by_name_req(1: GetTablesRequest req)
      throws (1: types.MetaException o1, 2: types.InvalidOperationException o2, 3: types.UnknownDBException o3),
  list<ExtendedTableInfo> get_tables_ext(1: GetTablesExtRequest req) throws (1: types.MetaException o1),
  list<string> get_table_names_by_filter(1: string dbname, 2: string filter, 3: i16 max_tables = -1)
      throws (1: types.MetaException o1, 2: types.InvalidOperationException o2, 3: types.UnknownDBException o3),
}

/** Materialized views: which may stand for a query, what they were built from, and whether that has changed. */
service MaterializedViews {
  list<Table> get_all_materialized_view_objects_for_rewriting() throws (1: types.MetaException o1),
  list<string> get_materialized_views_for_rewriting(1: string db_name) throws (1: types.MetaException o1),
  Materialization get_materialization_invalidation_info(1: CreationMetadata creation_metadata, 2: string validTxnList)
      throws (1: types.MetaException o1, 2: types.InvalidOperationException o2, 3: types.UnknownDBException o3),
  void update_creation_metadata(
    1: string catName,
    2: string dbname,
    3: string tbl_name,
    4: CreationMetadata creation_metadata)
      throws (1: types.MetaException o1, 2: types.InvalidOperationException o2, 3: types.UnknownDBException o3),
}
