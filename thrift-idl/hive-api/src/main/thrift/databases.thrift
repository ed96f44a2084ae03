/* Databases and catalogs. */

namespace java dev.skep.hive.api

include "privileges.thrift"
include "types.thrift"

enum DatabaseType {
  NATIVE = 1,
  REMOTE = 2,
}

struct Catalog {
  1: string name,
  2: optional string description,
  3: string locationUri,
  4: optional i32 createTime,
}

struct AlterCatalogRequest {
  1: string name,
  2: Catalog newCat,
}

/** A database; the catalog name is absent in requests of 2.3 clients. */
struct Database {
  1: string name,
  2: string description,
  3: string locationUri,
  4: map<string, string> parameters,
  5: optional privileges.PrincipalPrivilegeSet privileges,
  6: optional string ownerName,
  7: optional types.PrincipalType ownerType,
  8: optional string catalogName,
  9: optional i32 createTime,
  10: optional string managedLocationUri,
  11: optional DatabaseType type,
  12: optional string connector_name,
  13: optional string remote_dbname,
}

struct AlterDatabaseRequest {
  1: required string oldDbName,
  2: required Database newDb,
}

struct CreateCatalogRequest {
  1: Catalog catalog,
}

struct CreateDatabaseRequest {
  1: required string databaseName,
  2: optional string description,
  3: optional string locationUri,
  4: optional map<string, string> parameters,
  5: optional privileges.PrincipalPrivilegeSet privileges,
  6: optional string ownerName,
  7: optional types.PrincipalType ownerType,
  8: optional string catalogName,
  9: optional i32 createTime,
  10: optional string managedLocationUri,
  11: optional DatabaseType type,
  12: optional string dataConnectorName,
  13: optional string remote_dbname,
}

struct DropCatalogRequest {
  1: string name,
  2: optional bool ifExists = true,
}

struct DropDatabaseRequest {
  1: required string name,
  2: optional string catalogName,
  3: required bool ignoreUnknownDb,
  4: required bool deleteData,
  5: required bool cascade,
  6: optional bool softDelete,
  7: optional i64 txnId,
  8: optional bool deleteManagedDir = true,
}

struct GetCatalogRequest {
  1: string name,
}

struct GetCatalogResponse {
  1: Catalog catalog,
}

struct GetCatalogsResponse {
  1: list<string> names,
}

struct GetDatabaseObjectsRequest {
  1: optional string catalogName,
  2: optional string pattern,
}

struct GetDatabaseObjectsResponse {
  1: required list<Database> databases,
}

struct GetDatabaseRequest {
  1: optional string name,
  2: optional string catalogName,
  3: optional list<string> processorCapabilities,
  4: optional string processorIdentifier,
}

/** Databases: create, read, list, alter, drop. */
service Databases {
  void create_database(1: Database database)
      throws (1: types.AlreadyExistsException o1, 2: types.InvalidObjectException o2, 3: types.MetaException o3),
  void create_database_req(1: CreateDatabaseRequest createDatabaseRequest)
      throws (1: types.AlreadyExistsException o1, 2: types.InvalidObjectException o2, 3: types.MetaException o3),
  Database get_database(1: string name) throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  Database get_database_req(1: GetDatabaseRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  void drop_database(1: string name, 2: bool deleteData, 3: bool cascade)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  void drop_database_req(1: DropDatabaseRequest req)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  list<string> get_databases(1: string pattern) throws (1: types.MetaException o1),
  GetDatabaseObjectsResponse get_databases_req(1: GetDatabaseObjectsRequest request) throws (1: types.MetaException o1),
  list<string> get_all_databases() throws (1: types.MetaException o1),
  void alter_database(1: string dbname, 2: Database db)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  void alter_database_req(1: AlterDatabaseRequest alterDbReq)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
}

/** What stands above the databases: the catalogs, and which store they are kept in. */
service Catalogs {
  void create_catalog(1: CreateCatalogRequest catalog)
      throws (1: types.AlreadyExistsException o1, 2: types.InvalidObjectException o2, 3: types.MetaException o3),
  void alter_catalog(1: AlterCatalogRequest rqst)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  GetCatalogResponse get_catalog(1: GetCatalogRequest catName)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  GetCatalogsResponse get_catalogs() throws (1: types.MetaException o1),
  void drop_catalog(1: DropCatalogRequest catName)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  string get_metastore_db_uuid() throws (1: types.MetaException o1),
}
