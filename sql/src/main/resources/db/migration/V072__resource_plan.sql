-- A plan of workload management is one value, with its pools, triggers and mappings: it is read, checked and copied as a whole.
create table resource_plan (
    namespace varchar(128) ${binary} not null,
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (namespace, name)
) ${table_options};
