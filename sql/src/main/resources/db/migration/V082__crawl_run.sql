-- Runs of crawlers, also those that have ended. Times are in epoch milliseconds. ready_at is there while a run waits for an
-- agent, lease_until and busy_crawler_id while an agent has it: a crawler is never with two agents.
create table crawl_run (
    id bigint not null,
    crawler_id bigint not null,
    state varchar(32) ${binary} not null,
    pool varchar(128) ${binary} not null,
    queued_at bigint not null,
    ready_at bigint,
    lease_until bigint,
    ended_at bigint,
    busy_crawler_id bigint,
    body ${text} not null,
    primary key (id),
    constraint crawl_run_busy unique (busy_crawler_id),
    constraint crawl_run_of foreign key (crawler_id) references crawler (id) on delete cascade
) ${table_options};

create index crawl_run_ready on crawl_run (pool, ready_at);

create index crawl_run_lease on crawl_run (lease_until);

create index crawl_run_ended on crawl_run (ended_at);

create index crawl_run_history on crawl_run (crawler_id, queued_at, id);

create index crawl_run_all on crawl_run (queued_at, id);
