-- How to recognize files that are not recognized by themselves.
create table classifier (
    id bigint not null,
    name varchar(256) ${binary} not null,
    version bigint not null,
    body ${text} not null,
    primary key (id),
    constraint classifier_name unique (name)
) ${table_options};
