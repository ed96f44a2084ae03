-- Tokens that this catalog issued. Times are epoch milliseconds: of issue, of the end if it is not renewed, of the end that
-- renewing cannot put off. proven tells whether whoever asked for it had proven to be somebody.
create table delegation_token (
    sequence int not null,
    owner varchar(512) ${binary} not null,
    renewer varchar(512) ${binary} not null,
    real_user varchar(512) ${binary} not null,
    issued_at bigint not null,
    expires_at bigint not null,
    ends_at bigint not null,
    password varchar(64) ${binary} not null,
    proven boolean not null,
    primary key (sequence)
) ${table_options};

create index delegation_token_expires on delegation_token (expires_at);
