create table stored_procedure (
    db_id bigint not null,
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (db_id, name),
    constraint stored_procedure_db foreign key (db_id) references db (id) on delete cascade
) ${table_options};
