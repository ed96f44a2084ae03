create table role (
    id bigint not null,
    name varchar(256) ${binary} not null,
    owner varchar(512) ${binary},
    created_at bigint,
    primary key (id),
    constraint role_name unique (name)
) ${table_options};

-- The roles that are there from the beginning.
insert into role (id, name, owner) values (2, 'admin', 'admin');

insert into role (id, name, owner) values (3, 'public', 'public');
