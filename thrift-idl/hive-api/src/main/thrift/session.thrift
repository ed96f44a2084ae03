/* The connection itself: who calls, and configuration values. */

namespace java dev.skep.hive.api

include "types.thrift"

/** State of the server. */
enum fb_status {
  DEAD = 0,
  STARTING = 1,
  ALIVE = 2,
  STOPPING = 3,
  STOPPED = 4,
  WARNING = 5,
}

struct PropertyGetRequest {
  1: required string nameSpace,
  2: string mapPrefix,
  3: optional string mapPredicate,
  4: optional list<string> mapSelection,
}

struct PropertyGetResponse {
  1: map<string, map<string, string>> properties,
}

struct PropertySetRequest {
  1: required string nameSpace,
  2: map<string, string> propertyMap,
}

/** What a connection says about itself and asks of the server, with the service interface of fb303. */
service Session {
  string getMetaConf(1: string key) throws (1: types.MetaException o1),
  void setMetaConf(1: string key, 2: string value) throws (1: types.MetaException o1),
  list<string> set_ugi(1: string user_name, 2: list<string> group_names) throws (1: types.MetaException o1),
  string get_config_value(1: string name, 2: string defaultValue) throws (1: types.ConfigValSecurityException o1),
  string getName(),
  string getVersion(),
  fb_status getStatus(),
  string getStatusDetails(),
  map<string, i64> getCounters(),
  i64 getCounter(1: string key),
  void setOption(1: string key, 2: string value),
  string getOption(1: string key),
  map<string, string> getOptions(),
  string getCpuProfile(1: i32 profileDurationInSec),
  i64 aliveSince(),
  oneway void reinitialize(),
  oneway void shutdown(),
}

/** Free properties, by name space. */
service Properties {
  PropertyGetResponse get_properties(1: PropertyGetRequest req)
      throws (1: types.MetaException e1, 2: types.NoSuchObjectException e2),
  bool set_properties(1: PropertySetRequest req) throws (1: types.MetaException e1, 2: types.NoSuchObjectException e2),
}
