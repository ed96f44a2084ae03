create table ischema_version (
    ischema_id bigint not null,
    version int not null,
    body ${text} not null,
    primary key (ischema_id, version),
    constraint ischema_version_of foreign key (ischema_id) references ischema (id) on delete cascade
) ${table_options};
