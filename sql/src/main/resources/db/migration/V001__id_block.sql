-- Ids are leased in blocks, so that a bulk insert knows its keys; the same way on every database.
create table id_block (
    name varchar(64) ${binary} not null,
    next_id bigint not null,
    primary key (name)
) ${table_options};

-- Smaller ids are for rows that migrations insert.
insert into id_block (name, next_id) values ('object', 1000);
