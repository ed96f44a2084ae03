-- payload is what the client sent, in Base64.
create table runtime_stat (
    id bigint not null,
    created_at bigint not null,
    weight int not null,
    payload ${text} not null,
    primary key (id)
) ${table_options};

create index runtime_stat_created on runtime_stat (created_at);
