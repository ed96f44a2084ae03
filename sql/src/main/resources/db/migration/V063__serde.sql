-- Serdes that are registered by name; those of tables lie in their layouts.
create table serde (
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (name)
) ${table_options};
