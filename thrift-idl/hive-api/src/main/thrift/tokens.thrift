/* Delegation tokens, and the keys that sign them. */

namespace java dev.skep.hive.api

include "types.thrift"

/** Tokens that the server issues, and tokens and keys that a client issues and leaves with it. */
service Tokens {
  string get_delegation_token(1: string token_owner, 2: string renewer_kerberos_principal_name)
      throws (1: types.MetaException o1),
  i64 renew_delegation_token(1: string token_str_form) throws (1: types.MetaException o1),
  void cancel_delegation_token(1: string token_str_form) throws (1: types.MetaException o1),
  bool add_token(1: string token_identifier, 2: string delegation_token),
  bool remove_token(1: string token_identifier),
  string get_token(1: string token_identifier),
  list<string> get_all_token_identifiers(),
  i32 add_master_key(1: string key) throws (1: types.MetaException o1),
  void update_master_key(1: i32 seq_number, 2: string key)
      throws (1: types.NoSuchObjectException o1, 2: types.MetaException o2),
  bool remove_master_key(1: i32 key_seq),
  list<string> get_master_keys(),
}
