-- primary_of repeats tbl_id where the constraint is a primary key: so a table has at most one.
create table tbl_constraint (
    id bigint not null,
    tbl_id bigint not null,
    name varchar(512) ${binary} not null,
    kind varchar(16) ${binary} not null,
    parent_tbl_id bigint,
    primary_of bigint,
    body ${text} not null,
    primary key (id),
    constraint tbl_constraint_name unique (tbl_id, name),
    constraint tbl_constraint_primary unique (primary_of),
    constraint tbl_constraint_tbl foreign key (tbl_id) references tbl (id) on delete cascade
) ${table_options};

create index tbl_constraint_parent_tbl_id on tbl_constraint (parent_tbl_id);

alter table tbl_constraint
    add constraint tbl_constraint_parent foreign key (parent_tbl_id) references tbl (id) on delete cascade;
