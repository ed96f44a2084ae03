-- The queue of compactions and, where ended_at is set, its history.
create table compaction (
    id bigint not null,
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary} not null,
    part varchar(${name_length}) ${binary},
    kind varchar(32) ${binary} not null,
    state varchar(32) ${binary} not null,
    pool varchar(256) ${binary},
    txn_id bigint,
    highest_write_id bigint,
    next_txn_id bigint,
    enqueued_at bigint,
    started_at bigint,
    committed_at bigint,
    ended_at bigint,
    body ${text} not null,
    primary key (id)
) ${table_options};

create index compaction_state on compaction (state, id);

create index compaction_place on compaction (catalog, db, tbl);

create index compaction_txn on compaction (txn_id);
