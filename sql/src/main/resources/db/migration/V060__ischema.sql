-- Schemas of the registry. Hive's name for the table, since "schema" is a word of SQL.
create table ischema (
    id bigint not null,
    db_id bigint not null,
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (id),
    constraint ischema_name unique (db_id, name),
    constraint ischema_db foreign key (db_id) references db (id) on delete cascade
) ${table_options};
