-- Which transaction here stands for which one of the installation that is replicated.
create table repl_txn (
    policy varchar(256) ${binary} not null,
    source_id bigint not null,
    txn_id bigint not null,
    primary key (policy, source_id),
    constraint repl_txn_txn foreign key (txn_id) references txn (id) on delete cascade
) ${table_options};

create index repl_txn_txn_id on repl_txn (txn_id);
