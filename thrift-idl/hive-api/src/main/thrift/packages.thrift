/* Stored procedures and packages of HPL/SQL. */

namespace java dev.skep.hive.api

struct AddPackageRequest {
  1: string catName,
  2: string dbName,
  3: string packageName,
  4: string ownerName,
  5: string header,
  6: string body,
}

struct DropPackageRequest {
  1: required string catName,
  2: required string dbName,
  3: required string packageName,
}

struct GetPackageRequest {
  1: required string catName,
  2: required string dbName,
  3: required string packageName,
}

struct ListPackageRequest {
  1: required string catName,
  2: optional string dbName,
}

struct ListStoredProcedureRequest {
  1: required string catName,
  2: optional string dbName,
}

struct Package {
  1: string catName,
  2: string dbName,
  3: string packageName,
  4: string ownerName,
  5: string header,
  6: string body,
}

struct StoredProcedure {
  1: string name,
  2: string dbName,
  3: string catName,
  4: string ownerName,
  5: string source,
}

struct StoredProcedureRequest {
  1: required string catName,
  2: required string dbName,
  3: required string procName,
}
