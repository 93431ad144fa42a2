-- Since when nothing refers to a picture; nobody knows yet of those that are there.
alter table picture add column unused_since timestamptz;
