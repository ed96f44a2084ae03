create table tbl_stats (
    tbl_id bigint not null,
    column_name varchar(512) ${binary} not null,
    engine varchar(64) ${binary} not null,
    kind varchar(16) ${binary} not null,
    type ${text} not null,
    analyzed_at bigint,
    body ${text} not null,
    primary key (tbl_id, column_name, engine),
    constraint tbl_stats_tbl foreign key (tbl_id) references tbl (id) on delete cascade
) ${table_options};
