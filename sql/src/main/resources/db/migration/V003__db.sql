create table db (
    id bigint not null,
    catalog_id bigint not null,
    name varchar(256) ${binary} not null,
    location ${text},
    comment ${text},
    owner varchar(512) ${binary},
    owner_kind varchar(16) ${binary},
    created_at bigint,
    params ${text} not null,
    extra ${text},
    version bigint not null,
    primary key (id),
    constraint db_name unique (catalog_id, name),
    constraint db_catalog foreign key (catalog_id) references catalog (id)
) ${table_options};
