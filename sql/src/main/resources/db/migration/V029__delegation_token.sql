-- Tokens that this catalog issued; hash is SHA-256 over the identifier, in hexadecimal digits. Times are epoch milliseconds.
create table delegation_token (
    hash char(64) ${binary} not null,
    owner varchar(512) ${binary} not null,
    renewer varchar(512) ${binary} not null,
    password varchar(64) ${binary} not null,
    expires_at bigint not null,
    ends_at bigint not null,
    primary key (hash)
) ${table_options};

create index delegation_token_expires on delegation_token (expires_at);
