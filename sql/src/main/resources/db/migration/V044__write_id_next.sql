create table write_id_next (
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary} not null,
    next_id bigint not null,
    primary key (catalog, db, tbl)
) ${table_options};
