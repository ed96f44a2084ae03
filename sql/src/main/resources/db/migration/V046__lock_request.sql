-- A request for locks; it gets all of its components or none. Within a transaction it lives as long as that does, otherwise
-- until its heartbeat is too old.
create table lock_request (
    id bigint not null,
    txn_id bigint,
    state varchar(16) ${binary} not null,
    heartbeat_at bigint not null,
    acquired_at bigint,
    client_user ${text} not null,
    client_host ${text} not null,
    agent ${text} not null,
    primary key (id),
    constraint lock_request_txn foreign key (txn_id) references txn (id) on delete cascade
) ${table_options};

create index lock_request_txn_id on lock_request (txn_id);
