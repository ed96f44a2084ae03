create table catalog (
    id bigint not null,
    name varchar(256) ${binary} not null,
    location ${text},
    comment ${text},
    version bigint not null,
    primary key (id),
    constraint catalog_name unique (name)
) ${table_options};

-- The catalog of clients that know of none.
insert into catalog (id, name, version) values (1, 'hive', 1);
