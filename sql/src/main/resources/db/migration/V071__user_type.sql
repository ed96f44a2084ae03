-- Types that users define.
create table user_type (
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (name)
) ${table_options};
