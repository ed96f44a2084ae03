-- The id of the last event. Who writes an event holds the one row until the commit, so that ids have no gap and stand in
-- the order of the commits.
create table event_counter (
    name varchar(64) ${binary} not null,
    last_id bigint not null,
    primary key (name)
) ${table_options};

insert into event_counter (name, last_id) values ('event', 0);
