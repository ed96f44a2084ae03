-- The tables that materialized views read, so that none is dropped below a view.
create table view_source (
    view_id bigint not null,
    source_id bigint not null,
    primary key (view_id, source_id),
    constraint view_source_view foreign key (view_id) references tbl (id) on delete cascade
) ${table_options};

create index view_source_source_id on view_source (source_id);

alter table view_source
    add constraint view_source_source foreign key (source_id) references tbl (id) on delete cascade;
