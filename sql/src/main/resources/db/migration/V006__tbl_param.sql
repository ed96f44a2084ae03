create table tbl_param (
    tbl_id bigint not null,
    name varchar(512) ${binary} not null,
    text ${text} not null,
    primary key (tbl_id, name),
    constraint tbl_param_tbl foreign key (tbl_id) references tbl (id) on delete cascade
) ${table_options};

create index tbl_param_name on tbl_param (name, tbl_id);
