-- Turns of scheduled queries. heard_at is when the executor was last heard of, in epoch seconds; null when the turn has ended.
create table scheduled_execution (
    id bigint not null,
    namespace varchar(256) ${binary} not null,
    name varchar(256) ${binary} not null,
    started_at bigint not null,
    heard_at bigint,
    body ${text} not null,
    primary key (id),
    constraint scheduled_execution_of foreign key (namespace, name)
        references scheduled_query (namespace, name) on delete cascade
) ${table_options};

create index scheduled_execution_heard on scheduled_execution (heard_at);

create index scheduled_execution_started on scheduled_execution (started_at);
