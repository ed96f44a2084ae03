-- When a catalog was made, in epoch seconds, and what fronts keep of it that the model has no name for.
alter table catalog add column created_at bigint;

alter table catalog add column extra ${text};
