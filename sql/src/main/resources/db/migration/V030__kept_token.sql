-- Tokens that a client issued and leaves here; hash is SHA-256 over the identifier, in hexadecimal digits.
create table kept_token (
    hash char(64) ${binary} not null,
    identifier ${text} not null,
    token ${text} not null,
    primary key (hash)
) ${table_options};
