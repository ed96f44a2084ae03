/* What every area shares: columns, storage descriptors, principals, and the exceptions. */

namespace java dev.skep.hive.api

enum PrincipalType {
  USER = 1,
  ROLE = 2,
  GROUP = 3,
}

enum SerdeType {
  HIVE = 1,
  SCHEMA_REGISTRY = 2,
}

/** Free properties that accompany a call. */
struct EnvironmentContext {
  1: map<string, string> properties,
}

/** A column: its name and its type in Hive's notation. */
struct FieldSchema {
  1: string name,
  2: string type,
  3: string comment,
}

/** Values that many objects of an answer share, by name. */
struct ObjectDictionary {
  1: required map<string, list<binary>> values,
}

/** A sort column; 1 is ascending, 0 descending. */
struct Order {
  1: string col,
  2: i32 order,
}

struct Schema {
  1: list<FieldSchema> fieldSchemas,
  2: map<string, string> properties,
}

/** Serialization library and its parameters. */
struct SerDeInfo {
  1: string name,
  2: string serializationLib,
  3: map<string, string> parameters,
  4: optional string description,
  5: optional string serializerClass,
  6: optional string deserializerClass,
  7: optional SerdeType serdeType,
}

/** Columns with heavily repeated values, and where those values are stored. */
struct SkewedInfo {
  1: list<string> skewedColNames,
  2: list<list<string>> skewedColValues,
  3: map<list<string>, string> skewedColValueLocationMaps,
}

/** Columns, formats, serde and place of the data. */
struct StorageDescriptor {
  1: list<FieldSchema> cols,
  2: string location,
  3: string inputFormat,
  4: string outputFormat,
  5: bool compressed,
  6: i32 numBuckets,
  7: SerDeInfo serdeInfo,
  8: list<string> bucketCols,
  9: list<Order> sortCols,
  10: map<string, string> parameters,
  11: optional SkewedInfo skewedInfo,
  12: optional bool storedAsSubDirectories,
}

struct Type {
  1: string name,
  2: optional string type1,
  3: optional string type2,
  4: optional list<FieldSchema> fields,
}

struct Version {
  1: string version,
  2: string comments,
}

exception AlreadyExistsException {
  1: string message,
}

exception CompactionAbortedException {
  1: string message,
}

exception ConfigValSecurityException {
  1: string message,
}

exception IndexAlreadyExistsException {
  1: string message,
}

exception InvalidInputException {
  1: string message,
}

exception InvalidObjectException {
  1: string message,
}

exception InvalidOperationException {
  1: string message,
}

exception InvalidPartitionException {
  1: string message,
}

/** What went wrong when nothing more exact is declared. */
exception MetaException {
  1: string message,
}

exception NoSuchCompactionException {
  1: string message,
}

exception NoSuchLockException {
  1: string message,
}

exception NoSuchObjectException {
  1: string message,
}

exception NoSuchTxnException {
  1: string message,
}

exception TxnAbortedException {
  1: string message,
}

exception TxnOpenException {
  1: string message,
}

exception UnknownDBException {
  1: string message,
}

exception UnknownPartitionException {
  1: string message,
}

exception UnknownTableException {
  1: string message,
}

/** Types that users define by name. */
service UserTypes {
  bool create_type(1: Type type)
      throws (1: AlreadyExistsException o1, 2: InvalidObjectException o2, 3: MetaException o3),
  bool drop_type(1: string type) throws (1: MetaException o1, 2: NoSuchObjectException o2),
  Type get_type(1: string name) throws (1: MetaException o1, 2: NoSuchObjectException o2),
  map<string, Type> get_type_all(1: string name) throws (1: MetaException o2),
}
