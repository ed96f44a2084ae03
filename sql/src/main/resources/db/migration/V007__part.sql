-- What partitions are found by, in narrow rows. text_i is the value of key i as text, its first 255 UTF-16 units; order_i
-- is its number, epoch day or epoch microsecond, null where the key is of another type or the value is none.
-- more_keys holds all values as JSON where there are more than eight or one is longer.
create table part (
    id bigint not null,
    tbl_id bigint not null,
    name varchar(${name_length}) ${binary} not null,
    text_0 varchar(255) ${binary},
    text_1 varchar(255) ${binary},
    text_2 varchar(255) ${binary},
    text_3 varchar(255) ${binary},
    text_4 varchar(255) ${binary},
    text_5 varchar(255) ${binary},
    text_6 varchar(255) ${binary},
    text_7 varchar(255) ${binary},
    order_0 bigint,
    order_1 bigint,
    order_2 bigint,
    order_3 bigint,
    order_4 bigint,
    order_5 bigint,
    order_6 bigint,
    order_7 bigint,
    more_keys ${text},
    primary key (id),
    constraint part_name unique (tbl_id, name)
) ${table_options};

-- Apart from the table: so H2 takes the index of the name for it and makes none of its own.
alter table part add constraint part_tbl foreign key (tbl_id) references tbl (id) on delete cascade;

create index part_text on part (tbl_id, text_0, text_1);

create index part_order on part (tbl_id, order_0, order_1, order_2);
