-- How many files of a kind the last compactor found in a table or partition, where it found too many.
create table compaction_metric (
    id bigint not null,
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary} not null,
    part varchar(${name_length}) ${binary},
    kind varchar(32) ${binary} not null,
    figure int not null,
    version int not null,
    primary key (id)
) ${table_options};

create index compaction_metric_place on compaction_metric (catalog, db, tbl, kind);
