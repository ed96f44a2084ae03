create table event_more (
    event_id bigint not null,
    number int not null,
    body ${bytes} not null,
    primary key (event_id, number),
    constraint event_more_event foreign key (event_id) references event (id) on delete cascade
) ${table_options};
