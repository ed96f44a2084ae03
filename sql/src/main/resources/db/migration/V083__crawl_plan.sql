-- What a run decided to write and why, as its agent said it.
create table crawl_plan (
    run_id bigint not null,
    body ${text} not null,
    primary key (run_id),
    constraint crawl_plan_of foreign key (run_id) references crawl_run (id) on delete cascade
) ${table_options};
