-- One row per product: what may be bought of it, and for how much.
create table offer (
  product_id text primary key,
  name text not null,
  variants jsonb not null,
  skus jsonb not null
);
create index offer_skus on offer using gin (skus);

create table storefront (
  storefront_id text primary key,
  currency jsonb not null
);
