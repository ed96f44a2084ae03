create table lock_component (
    lock_id bigint not null,
    no int not null,
    catalog varchar(128) ${binary} not null,
    db varchar(128) ${binary} not null,
    tbl varchar(256) ${binary},
    part varchar(${name_length}) ${binary},
    kind varchar(16) ${binary} not null,
    blocked_by bigint,
    blocked_by_no int,
    primary key (lock_id, no),
    constraint lock_component_request foreign key (lock_id) references lock_request (id) on delete cascade
) ${table_options};

create index lock_component_place on lock_component (catalog, db, tbl);
