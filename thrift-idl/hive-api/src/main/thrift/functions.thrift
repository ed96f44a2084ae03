/* User-defined functions. */

namespace java dev.skep.hive.api

include "types.thrift"

enum FunctionType {
  JAVA = 1,
}

enum ResourceType {
  JAR = 1,
  FILE = 2,
  ARCHIVE = 3,
}

struct ResourceUri {
  1: ResourceType resourceType,
  2: string uri,
}

struct Function {
  1: string functionName,
  2: string dbName,
  3: string className,
  4: string ownerName,
  5: types.PrincipalType ownerType,
  6: i32 createTime,
  7: FunctionType functionType,
  8: list<ResourceUri> resourceUris,
  9: optional string catName,
}

struct GetAllFunctionsResponse {
  1: optional list<Function> functions,
}

struct GetFunctionsRequest {
  1: required string dbName,
  2: optional string catalogName,
  3: optional string pattern,
  4: optional bool returnNames = true,
}

struct GetFunctionsResponse {
  1: optional list<string> function_names,
  2: optional list<Function> functions,
}

/** User-defined functions: create, read, list, alter, drop. */
service Functions {
  void create_function(1: Function func)
      throws (
        1: types.AlreadyExistsException o1,
        2: types.InvalidObjectException o2,
        3: types.MetaException o3,
        4: types.NoSuchObjectException o4),
  void drop_function(1: string dbName, 2: string funcName)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o3),
  void alter_function(1: string dbName, 2: string funcName, 3: Function newFunc)
      throws (1: types.InvalidOperationException o1, 2: types.MetaException o2),
  list<string> get_functions(1: string dbName, 2: string pattern) throws (1: types.MetaException o1),
  GetFunctionsResponse get_functions_req(1: GetFunctionsRequest request) throws (1: types.MetaException o1),
  Function get_function(1: string dbName, 2: string funcName)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
  GetAllFunctionsResponse get_all_functions() throws (1: types.MetaException o1),
}
