-- What happened. An event takes as many ids as its width says, of which the row has the last. The body is JSON, compressed
-- where that is worth it; what is beyond its first million bytes is in event_more.
create table event (
    id bigint not null,
    width int not null,
    happened_at bigint not null,
    kind varchar(64) ${binary} not null,
    catalog varchar(256) ${binary},
    db varchar(256) ${binary},
    tbl varchar(256) ${binary},
    more int not null,
    body ${bytes} not null,
    primary key (id)
) ${table_options};

create index event_subject on event (db, tbl, id);
