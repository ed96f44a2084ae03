create table role_member (
    role_id bigint not null,
    principal_kind varchar(16) ${binary} not null,
    principal varchar(512) ${binary} not null,
    grantor varchar(512) ${binary},
    grantor_kind varchar(16) ${binary},
    grant_option boolean not null,
    created_at bigint,
    primary key (role_id, principal_kind, principal),
    constraint role_member_role foreign key (role_id) references role (id) on delete cascade
) ${table_options};

create index role_member_principal on role_member (principal_kind, principal);
