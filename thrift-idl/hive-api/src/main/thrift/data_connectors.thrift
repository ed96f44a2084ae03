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

/** Connectors: create, read, list, alter, drop. */
service DataConnectors {
  void create_dataconnector_req(1: CreateDataConnectorRequest connectorReq)
      throws (1: types.AlreadyExistsException o1, 2: types.InvalidObjectException o2, 3: types.MetaException o3),
  DataConnector get_dataconnector_req(1: GetDataConnectorRequest request)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  void drop_dataconnector_req(1: DropDataConnectorRequest dropDcReq)
      throws (1: types.NoSuchObjectException o1, 2: types.InvalidOperationException o2, 3: types.MetaException o3),
  list<string> get_dataconnectors() throws (1: types.MetaException o1),
  void alter_dataconnector_req(1: AlterDataConnectorRequest alterReq)
      throws (1: types.MetaException o1, 2: types.NoSuchObjectException o2),
}
