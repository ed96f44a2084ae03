-- What the versions of schemas are found by. name and namespace are in lower case.
create table ischema_column (
    ischema_id bigint not null,
    version int not null,
    position int not null,
    name varchar(700) ${binary} not null,
    namespace varchar(700) ${binary},
    type ${text} not null,
    primary key (ischema_id, version, position),
    constraint ischema_column_of foreign key (ischema_id, version)
        references ischema_version (ischema_id, version) on delete cascade
) ${table_options};

create index ischema_column_name on ischema_column (name);

create index ischema_column_namespace on ischema_column (namespace);
