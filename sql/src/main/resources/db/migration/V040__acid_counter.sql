-- The next id of each sequence whose order means something. Whoever takes an id keeps the row locked until it commits, so
-- ids become visible in their order; the row of the locks also orders competing requests.
create table acid_counter (
    name varchar(64) ${binary} not null,
    next_id bigint not null,
    primary key (name)
) ${table_options};

insert into acid_counter (name, next_id) values ('txn', 1);
insert into acid_counter (name, next_id) values ('lock', 1);
insert into acid_counter (name, next_id) values ('compaction', 1);
