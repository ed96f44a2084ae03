-- Tells this store from every other, for as long as it lives: one row, made when somebody first asks.
create table store_identity (
    id int not null,
    uuid varchar(64) ${binary} not null,
    primary key (id)
) ${table_options};
