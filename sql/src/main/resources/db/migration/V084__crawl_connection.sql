-- How agents reach sources; secrets within the body are encrypted, or refer to what an agent has.
create table crawl_connection (
    id bigint not null,
    name varchar(256) ${binary} not null,
    version bigint not null,
    body ${text} not null,
    primary key (id),
    constraint crawl_connection_name unique (name)
) ${table_options};
