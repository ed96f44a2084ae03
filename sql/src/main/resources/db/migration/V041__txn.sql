-- commit_id is the highest transaction there was at the commit: a transaction with a greater id began after it.
create table txn (
    id bigint not null,
    state varchar(16) ${binary} not null,
    kind varchar(32) ${binary} not null,
    client_user ${text} not null,
    client_host ${text} not null,
    agent ${text} not null,
    reason ${text},
    started_at bigint not null,
    heartbeat_at bigint not null,
    ended_at bigint,
    commit_id bigint,
    primary key (id)
) ${table_options};

create index txn_state on txn (state, id);
