-- The transaction that rebuilds a materialized view.
create table rebuild_lock (
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary} not null,
    txn_id bigint not null,
    heartbeat_at bigint not null,
    primary key (catalog, db, tbl)
) ${table_options};
