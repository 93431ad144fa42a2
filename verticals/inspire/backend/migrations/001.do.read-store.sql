-- One row per product with the colours of its variants.
create table palette (
  product_id text primary key,
  position integer not null,
  name text not null,
  variants jsonb not null
);

create table home_choice (
  storefront_id text primary key,
  skus jsonb not null
);
