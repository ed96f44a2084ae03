-- Indexes of tables, as Hive had them until version 2.
create table tbl_index (
    tbl_id bigint not null,
    name varchar(256) ${binary} not null,
    body ${text} not null,
    primary key (tbl_id, name),
    constraint tbl_index_tbl foreign key (tbl_id) references tbl (id) on delete cascade
) ${table_options};
