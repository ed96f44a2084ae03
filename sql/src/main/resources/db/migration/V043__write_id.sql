-- Write ids of tables by the transaction that has them. A write id without a row is one that everybody sees.
create table write_id (
    txn_id bigint not null,
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary} not null,
    write_id bigint not null,
    primary key (txn_id, catalog, db, tbl)
) ${table_options};

create index write_id_place on write_id (catalog, db, tbl, write_id);
