-- What a transaction writes. Rows of a committed one stay while a transaction is open that began before the commit.
create table txn_write (
    id bigint not null,
    txn_id bigint not null,
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary},
    part varchar(${name_length}) ${binary},
    operation varchar(16) ${binary} not null,
    write_id bigint,
    primary key (id),
    constraint txn_write_txn foreign key (txn_id) references txn (id) on delete cascade
) ${table_options};

create index txn_write_place on txn_write (catalog, db, tbl);

create index txn_write_txn_id on txn_write (txn_id);
