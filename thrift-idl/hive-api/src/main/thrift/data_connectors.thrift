/* Connectors to foreign databases. */

namespace java dev.skep.hive.api

include "types.thrift"

struct DataConnector {
  1: string name,
  2: string type,
  3: string url,
  4: optional string description,
  5: optional map<string, string> parameters,
  6: optional string ownerName,
  7: optional types.PrincipalType ownerType,
  8: optional i32 createTime,
}

struct AlterDataConnectorRequest {
  1: required string connectorName,
  2: required DataConnector newConnector,
}

struct CreateDataConnectorRequest {
  1: required DataConnector connector,
}

struct DropDataConnectorRequest {
  1: required string connectorName,
  2: optional bool ifNotExists,
  3: optional bool checkReferences,
}

struct GetDataConnectorRequest {
  1: required string connectorName,
}
