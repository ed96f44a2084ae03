create table tbl (
    id bigint not null,
    db_id bigint not null,
    name varchar(256) ${binary} not null,
    kind varchar(32) ${binary} not null,
    owner varchar(512) ${binary},
    owner_kind varchar(16) ${binary},
    location ${text},
    layout_id bigint not null,
    partition_keys ${text} not null,
    view_text ${text},
    created_at bigint,
    accessed_at bigint,
    retention int not null,
    extra ${text},
    version bigint not null,
    primary key (id),
    constraint tbl_name unique (db_id, name),
    constraint tbl_db foreign key (db_id) references db (id),
    constraint tbl_layout foreign key (layout_id) references layout (id)
) ${table_options};

create index tbl_kind on tbl (db_id, kind);
