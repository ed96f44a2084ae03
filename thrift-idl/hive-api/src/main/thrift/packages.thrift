/* Stored procedures and packages of HPL/SQL. */

namespace java dev.skep.hive.api

include "types.thrift"

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

/** Procedures and packages, kept by their source. */
service StoredProcedures {
  void create_stored_procedure(1: StoredProcedure proc)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  StoredProcedure get_stored_procedure(1: StoredProcedureRequest request)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  void drop_stored_procedure(1: StoredProcedureRequest request) throws (1: types.MetaException o1),
  list<string> get_all_stored_procedures(1: ListStoredProcedureRequest request) throws (1: types.MetaException o1),
  Package find_package(1: GetPackageRequest request)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  void add_package(1: AddPackageRequest request) throws (1: types.MetaException o1),
  list<string> get_all_packages(1: ListPackageRequest request) throws (1: types.MetaException o1),
  void drop_package(1: DropPackageRequest request) throws (1: types.MetaException o1),
}
