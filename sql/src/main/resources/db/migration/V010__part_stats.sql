create table part_stats (
    part_id bigint not null,
    column_name varchar(512) ${binary} not null,
    engine varchar(64) ${binary} not null,
    kind varchar(16) ${binary} not null,
    type ${text} not null,
    analyzed_at bigint,
    body ${text} not null,
    primary key (part_id, column_name, engine),
    constraint part_stats_part foreign key (part_id) references part (id) on delete cascade
) ${table_options};
