-- Immutable and shared: the hash is SHA-256 over the body, in hexadecimal digits.
create table layout (
    id bigint not null,
    hash char(64) ${binary} not null,
    body ${text} not null,
    primary key (id),
    constraint layout_hash unique (hash)
) ${table_options};
