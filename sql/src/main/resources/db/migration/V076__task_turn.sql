-- Work that one server at a time does for all: until when nobody else begins it, in milliseconds.
create table task_turn (
    name varchar(64) ${binary} not null,
    until_at bigint not null,
    primary key (name)
) ${table_options};
