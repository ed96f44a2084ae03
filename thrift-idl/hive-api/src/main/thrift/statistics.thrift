/*
 * Column statistics of tables and partitions.
 *
 * Bit vectors are text in Hive 2 and bytes later; on the wire both are the same.
 */

namespace java dev.skep.hive.api

include "types.thrift"

struct BinaryColumnStatsData {
  1: required i64 maxColLen,
  2: required double avgColLen,
  3: required i64 numNulls,
  4: optional binary bitVectors,
}

struct BooleanColumnStatsData {
  1: required i64 numTrues,
  2: required i64 numFalses,
  3: required i64 numNulls,
  4: optional binary bitVectors,
}

struct Date {
  1: required i64 daysSinceEpoch,
}

struct DateColumnStatsData {
  1: optional Date lowValue,
  2: optional Date highValue,
  3: required i64 numNulls,
  4: required i64 numDVs,
  5: optional binary bitVectors,
  6: optional binary histogram,
}

struct Decimal {
  1: required binary unscaled,
  3: required i16 scale,
}

struct DecimalColumnStatsData {
  1: optional Decimal lowValue,
  2: optional Decimal highValue,
  3: required i64 numNulls,
  4: required i64 numDVs,
  5: optional binary bitVectors,
  6: optional binary histogram,
}

struct DoubleColumnStatsData {
  1: optional double lowValue,
  2: optional double highValue,
  3: required i64 numNulls,
  4: required i64 numDVs,
  5: optional binary bitVectors,
  6: optional binary histogram,
}

struct LongColumnStatsData {
  1: optional i64 lowValue,
  2: optional i64 highValue,
  3: required i64 numNulls,
  4: required i64 numDVs,
  5: optional binary bitVectors,
  6: optional binary histogram,
}

struct StringColumnStatsData {
  1: required i64 maxColLen,
  2: required double avgColLen,
  3: required i64 numNulls,
  4: required i64 numDVs,
  5: optional binary bitVectors,
}

struct Timestamp {
  1: required i64 secondsSinceEpoch,
}

struct TimestampColumnStatsData {
  1: optional Timestamp lowValue,
  2: optional Timestamp highValue,
  3: required i64 numNulls,
  4: required i64 numDVs,
  5: optional binary bitVectors,
  6: optional binary histogram,
}

/** Statistics of one column, by kind of type. */
union ColumnStatisticsData {
  1: BooleanColumnStatsData booleanStats,
  2: LongColumnStatsData longStats,
  3: DoubleColumnStatsData doubleStats,
  4: StringColumnStatsData stringStats,
  5: BinaryColumnStatsData binaryStats,
  6: DecimalColumnStatsData decimalStats,
  7: DateColumnStatsData dateStats,
  8: TimestampColumnStatsData timestampStats,
}

struct ColumnStatisticsObj {
  1: required string colName,
  2: required string colType,
  3: required ColumnStatisticsData statsData,
}

struct AggrStats {
  1: required list<ColumnStatisticsObj> colStats,
  2: required i64 partsFound,
  3: optional bool isStatsCompliant,
}

struct ColumnStatisticsDesc {
  1: required bool isTblLevel,
  2: required string dbName,
  3: required string tableName,
  4: optional string partName,
  5: optional i64 lastAnalyzed,
  6: optional string catName,
}

struct ColumnStatistics {
  1: required ColumnStatisticsDesc statsDesc,
  2: required list<ColumnStatisticsObj> statsObj,
  3: optional bool isStatsCompliant,
  4: optional string engine = "hive",
}

struct DeleteColumnStatisticsRequest {
  1: optional string cat_name,
  2: required string db_name,
  3: required string tbl_name,
  4: optional list<string> part_names,
  5: optional list<string> col_names,
  6: optional string engine = "hive",
  7: optional bool tableLevel,
}

struct GetRuntimeStatsRequest {
  1: required i32 maxWeight,
  2: required i32 maxCreateTime,
}

struct PartitionsStatsRequest {
  1: required string dbName,
  2: required string tblName,
  3: required list<string> colNames,
  4: required list<string> partNames,
  5: optional string catName,
  6: optional string validWriteIdList,
  7: optional string engine = "hive",
}

struct PartitionsStatsResult {
  1: required map<string, list<ColumnStatisticsObj>> partStats,
  2: optional bool isStatsCompliant,
}

struct ReplTblWriteIdStateRequest {
  1: required string validWriteIdlist,
  2: required string user,
  3: required string hostName,
  4: required string dbName,
  5: required string tableName,
  6: optional list<string> partNames,
}

struct RuntimeStat {
  1: optional i32 createTime,
  2: required i32 weight,
  3: required binary payload,
}

struct SetPartitionsStatsRequest {
  1: required list<ColumnStatistics> colStats,
  2: optional bool needMerge,
  3: optional i64 writeId = -1,
  4: optional string validWriteIdList,
  5: optional string engine = "hive",
}

struct SetPartitionsStatsResponse {
  1: required bool result,
}

struct TableStatsRequest {
  1: required string dbName,
  2: required string tblName,
  3: required list<string> colNames,
  4: optional string catName,
  5: optional string validWriteIdList,
  6: optional string engine = "hive",
  7: optional i64 id = -1,
}

struct TableStatsResult {
  1: required list<ColumnStatisticsObj> tableStats,
  2: optional bool isStatsCompliant,
}

/** Column statistics: set, read, aggregate, delete. */
service Statistics {
  bool update_table_column_statistics(1: ColumnStatistics stats_obj)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.InvalidInputException o4),
  bool update_partition_column_statistics(1: ColumnStatistics stats_obj)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.InvalidInputException o4),
  SetPartitionsStatsResponse update_table_column_statistics_req(1: SetPartitionsStatsRequest req)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.InvalidInputException o4),
  SetPartitionsStatsResponse update_partition_column_statistics_req(1: SetPartitionsStatsRequest req)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.InvalidInputException o4),
  ColumnStatistics get_table_column_statistics(1: string db_name, 2: string tbl_name, 3: string col_name)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.MetaException o2,
        3: types.InvalidInputException o3,
        4: types.InvalidObjectException o4),
  ColumnStatistics get_partition_column_statistics(
    1: string db_name,
    2: string tbl_name,
    3: string part_name,
    4: string col_name)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.MetaException o2,
        3: types.InvalidInputException o3,
        4: types.InvalidObjectException o4),
  TableStatsResult get_table_statistics_req(1: TableStatsRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  PartitionsStatsResult get_partitions_statistics_req(1: PartitionsStatsRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  AggrStats get_aggr_stats_for(1: PartitionsStatsRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  bool set_aggr_stats_for(1: SetPartitionsStatsRequest request)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.InvalidInputException o4),
  bool delete_table_column_statistics(1: string db_name, 2: string tbl_name, 3: string col_name, 4: string engine)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.MetaException o2,
        3: types.InvalidObjectException o3,
        4: types.InvalidInputException o4),
  bool delete_partition_column_statistics(
    1: string db_name,
    2: string tbl_name,
    3: string part_name,
    4: string col_name,
    5: string engine)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.MetaException o2,
        3: types.InvalidObjectException o3,
        4: types.InvalidInputException o4),
  bool delete_column_statistics_req(1: DeleteColumnStatisticsRequest req)
      throws (
        1: types.NoSuchObjectException o1,
        2: types.MetaException o2,
        3: types.InvalidObjectException o3,
        4: types.InvalidInputException o4),
}

/** Figures of queries that have run. */
service RuntimeStatistics {
  void add_runtime_stats(1: RuntimeStat stat) throws (1: types.MetaException o1),
  list<RuntimeStat> get_runtime_stats(1: GetRuntimeStatsRequest rqst) throws (1: types.MetaException o1),
}
