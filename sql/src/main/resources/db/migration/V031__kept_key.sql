-- Keys with which a client signs its tokens, and leaves here.
create table kept_key (
    id int not null,
    text ${text} not null,
    primary key (id)
) ${table_options};

insert into id_block (name, next_id) values ('kept_key', 1);
