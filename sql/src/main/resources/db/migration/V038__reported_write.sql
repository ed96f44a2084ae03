-- What clients say they have written in transactions.
create table reported_write (
    id bigint not null,
    txn_id bigint not null,
    happened_at bigint not null,
    db varchar(256) ${binary} not null,
    tbl varchar(256) ${binary} not null,
    body ${bytes} not null,
    primary key (id)
) ${table_options};

create index reported_write_txn on reported_write (txn_id, id);

create index reported_write_time on reported_write (happened_at);
