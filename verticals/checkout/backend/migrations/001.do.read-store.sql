-- One row per product: what may be bought of it, and for how much.
create table offer (
  product_id text primary key,
  name text not null,
  variants jsonb not null,
  skus jsonb not null
);
create index offer_skus on offer using gin (skus);

-- How many pieces of a variant can be sold, by location.
create table availability (
  stock_id text primary key,
  sku text not null,
  available integer not null
);
create index availability_sku on availability (sku);

create table storefront (
  storefront_id text primary key,
  currency jsonb not null
);
