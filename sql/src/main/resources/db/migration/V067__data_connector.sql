create table data_connector (
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (name)
) ${table_options};
