-- Marks that clients leave on partitions for one another. marked_at is in milliseconds.
create table partition_mark (
    tbl_id bigint not null,
    partition_name varchar(${name_length}) ${binary} not null,
    event varchar(32) ${binary} not null,
    marked_at bigint not null,
    primary key (tbl_id, partition_name, event),
    constraint partition_mark_tbl foreign key (tbl_id) references tbl (id) on delete cascade
) ${table_options};
