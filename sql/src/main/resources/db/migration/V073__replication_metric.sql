-- How far replication has come.
create table replication_metric (
    scheduled_execution_id bigint not null,
    policy varchar(256) ${binary} not null,
    dump_execution_id bigint not null,
    reported_at bigint not null,
    body ${text} not null,
    primary key (scheduled_execution_id)
) ${table_options};

create index replication_metric_dump on replication_metric (policy, dump_execution_id);

create index replication_metric_reported on replication_metric (reported_at);
