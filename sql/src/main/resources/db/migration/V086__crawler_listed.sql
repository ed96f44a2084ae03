-- What a crawler was when a run of it last listed all of its targets; null before. Runs by messages rest on such a listing.
alter table crawler add column listed varchar(64) ${binary};
