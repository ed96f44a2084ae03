-- due_at is when the query is to be handed out next, in epoch seconds; null while it runs, is switched off, or never comes.
create table scheduled_query (
    namespace varchar(256) ${binary} not null,
    name varchar(256) ${binary} not null,
    due_at bigint,
    body ${text} not null,
    primary key (namespace, name)
) ${table_options};

create index scheduled_query_due on scheduled_query (namespace, due_at);
