-- What it is about is the deepest that is set: a column of a partition or a table, a partition, a table, a database, a
-- connector; or everything. fingerprint is SHA-256 over all that tells one grant from another, in hexadecimal digits.
create table privilege_grant (
    id bigint not null,
    fingerprint char(64) ${binary} not null,
    kind varchar(16) ${binary} not null,
    db_id bigint,
    tbl_id bigint,
    part_id bigint,
    column_name varchar(512) ${binary},
    connector varchar(256) ${binary},
    principal_kind varchar(16) ${binary} not null,
    principal varchar(512) ${binary} not null,
    privilege varchar(256) ${binary} not null,
    grantor varchar(512) ${binary},
    grantor_kind varchar(16) ${binary},
    grant_option boolean not null,
    created_at bigint,
    authorizer varchar(256) ${binary} not null,
    primary key (id),
    constraint privilege_grant_fingerprint unique (fingerprint)
) ${table_options};

create index privilege_grant_principal on privilege_grant (principal_kind, principal);

create index privilege_grant_db_id on privilege_grant (db_id);

create index privilege_grant_tbl_id on privilege_grant (tbl_id);

create index privilege_grant_part_id on privilege_grant (part_id);

alter table privilege_grant add constraint privilege_grant_db foreign key (db_id) references db (id) on delete cascade;

alter table privilege_grant
    add constraint privilege_grant_tbl foreign key (tbl_id) references tbl (id) on delete cascade;

alter table privilege_grant
    add constraint privilege_grant_part foreign key (part_id) references part (id) on delete cascade;

-- The members of admin may do everything, from the beginning.
insert into privilege_grant
    (id, fingerprint, kind, principal_kind, principal, privilege, grantor, grantor_kind, grant_option, authorizer)
values
    (4, '29a50982749330ff76892ed5b1bae2f26efd708ba9a14197f4d17279dda02894', 'GLOBAL', 'ROLE', 'admin', 'All', 'admin', 'ROLE', true, 'SQL');
