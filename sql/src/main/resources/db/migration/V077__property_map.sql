-- Properties that clients keep of a cluster, a database or a table, by name spaces of their own.
create table property_map (
    namespace varchar(128) ${binary} not null,
    name varchar(512) ${binary} not null,
    body ${text} not null,
    primary key (namespace, name)
) ${table_options};
