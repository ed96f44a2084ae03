-- What crawlers name: other crawlers that they run after, connections, classifiers. kind says which.
create table crawler_reference (
    kind varchar(16) ${binary} not null,
    name varchar(256) ${binary} not null,
    crawler_id bigint not null,
    primary key (kind, name, crawler_id),
    constraint crawler_reference_of foreign key (crawler_id) references crawler (id) on delete cascade
) ${table_options};
