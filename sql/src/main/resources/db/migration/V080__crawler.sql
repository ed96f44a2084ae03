-- Crawlers. due_at is when the next run is due by the schedule, in epoch milliseconds; null where none is to come.
create table crawler (
    id bigint not null,
    name varchar(256) ${binary} not null,
    version bigint not null,
    due_at bigint,
    body ${text} not null,
    primary key (id),
    constraint crawler_name unique (name)
) ${table_options};

create index crawler_due on crawler (due_at);
