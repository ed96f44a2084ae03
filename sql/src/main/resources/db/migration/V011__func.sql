create table func (
    id bigint not null,
    db_id bigint not null,
    name varchar(256) ${binary} not null,
    class_name ${text} not null,
    owner varchar(512) ${binary},
    owner_kind varchar(16) ${binary},
    created_at bigint,
    resources ${text} not null,
    extra ${text},
    version bigint not null,
    primary key (id),
    constraint func_name unique (db_id, name),
    constraint func_db foreign key (db_id) references db (id)
) ${table_options};
