-- How many pieces of a variant are at a location, and how many of them are kept for somebody.
create table stock_level (
  stock_id text primary key,
  sku text not null,
  location_id text not null,
  on_hand integer not null check (on_hand >= reserved),
  reserved integer not null check (reserved >= 0)
);
create index stock_level_sku on stock_level (sku);
