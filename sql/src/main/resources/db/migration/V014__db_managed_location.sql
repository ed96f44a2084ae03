-- Where the managed tables of a database go, if not beside its other tables.
alter table db add column managed_location ${text};
