-- What is only returned of a partition.
create table part_body (
    part_id bigint not null,
    layout_id bigint not null,
    location ${text},
    params ${text} not null,
    created_at bigint,
    accessed_at bigint,
    extra ${text},
    version bigint not null,
    primary key (part_id),
    constraint part_body_part foreign key (part_id) references part (id) on delete cascade,
    constraint part_body_layout foreign key (layout_id) references layout (id)
) ${table_options};
