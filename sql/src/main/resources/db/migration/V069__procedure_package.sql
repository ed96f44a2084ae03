-- Packages of stored procedures.
create table procedure_package (
    db_id bigint not null,
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (db_id, name),
    constraint procedure_package_db foreign key (db_id) references db (id) on delete cascade
) ${table_options};
