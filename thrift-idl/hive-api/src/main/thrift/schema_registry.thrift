/* Versioned schemas and the serdes that read them. */

namespace java dev.skep.hive.api

include "types.thrift"

enum SchemaCompatibility {
  NONE = 1,
  BACKWARD = 2,
  FORWARD = 3,
  BOTH = 4,
}

enum SchemaType {
  HIVE = 1,
  AVRO = 2,
}

enum SchemaValidation {
  LATEST = 1,
  ALL = 2,
}

enum SchemaVersionState {
  INITIATED = 1,
  START_REVIEW = 2,
  CHANGES_REQUIRED = 3,
  REVIEWED = 4,
  ENABLED = 5,
  DISABLED = 6,
  ARCHIVED = 7,
  DELETED = 8,
}

struct ISchema {
  1: SchemaType schemaType,
  2: string name,
  3: string catName,
  4: string dbName,
  5: SchemaCompatibility compatibility,
  6: SchemaValidation validationLevel,
  7: bool canEvolve,
  8: optional string schemaGroup,
  9: optional string description,
}

struct ISchemaName {
  1: string catName,
  2: string dbName,
  3: string schemaName,
}

struct AlterISchemaRequest {
  1: ISchemaName name,
  3: ISchema newSchema,
}

struct SchemaVersionDescriptor {
  1: ISchemaName schema,
  2: i32 version,
}

struct FindSchemasByColsResp {
  1: list<SchemaVersionDescriptor> schemaVersions,
}

struct FindSchemasByColsRqst {
  1: optional string colName,
  2: optional string colNamespace,
  3: optional string type,
}

struct GetSerdeRequest {
  1: string serdeName,
}

struct MapSchemaVersionToSerdeRequest {
  1: SchemaVersionDescriptor schemaVersion,
  2: string serdeName,
}

struct SchemaVersion {
  1: ISchemaName schema,
  2: i32 version,
  3: i64 createdAt,
  4: list<types.FieldSchema> cols,
  5: optional SchemaVersionState state,
  6: optional string description,
  7: optional string schemaText,
  8: optional string fingerprint,
  9: optional string name,
  10: optional types.SerDeInfo serDe,
}

struct SetSchemaVersionStateRequest {
  1: SchemaVersionDescriptor schemaVersion,
  2: SchemaVersionState state,
}

/** Schemas with their versions, and serdes by name. */
service SchemaRegistry {
  void create_ischema(1: ISchema schema)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.NoSuchObjectException o2 (skep.hive3.id = "-1"),
        3: types.MetaException o3),
  void alter_ischema(1: AlterISchemaRequest rqst) throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  ISchema get_ischema(1: ISchemaName name) throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  void drop_ischema(1: ISchemaName name)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  void add_schema_version(1: SchemaVersion schemaVersion)
      throws (1: types.AlreadyExistsException o1, 2: types.NoSuchObjectException o2, 3: types.MetaException o3),
  SchemaVersion get_schema_version(1: SchemaVersionDescriptor schemaVersion)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  SchemaVersion get_schema_latest_version(1: ISchemaName schemaName)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  list<SchemaVersion> get_schema_all_versions(1: ISchemaName schemaName)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  void drop_schema_version(1: SchemaVersionDescriptor schemaVersion)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  FindSchemasByColsResp get_schemas_by_cols(1: FindSchemasByColsRqst rqst) throws (1: types.MetaException o1),
  void map_schema_version_to_serde(1: MapSchemaVersionToSerdeRequest rqst)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  void set_schema_version_state(1: SetSchemaVersionStateRequest rqst)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  void add_serde(1: types.SerDeInfo serde) throws (1: types.AlreadyExistsException o1, 2: types.MetaException o2),
  types.SerDeInfo get_serde(1: GetSerdeRequest rqst)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
}
