-- What customers find things in: one row per product, ready to list and to search.
create table product_listing (
  product_id text primary key,
  position integer not null,
  name text not null,
  category_id text not null,
  start_price bigint not null,
  sku text not null,
  picture text not null,
  color text not null,
  variant_count integer not null,
  words text not null,
  search tsvector generated always as (
    setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('english', words), 'B')
  ) stored
);
create index product_listing_search on product_listing using gin (search);
create index product_listing_category on product_listing (category_id, start_price desc, position);

create table store (
  store_id text primary key,
  position integer not null,
  name text not null,
  street text not null,
  city text not null,
  picture text not null
);

create table storefront (
  storefront_id text primary key,
  currency jsonb not null,
  categories jsonb not null,
  teasers jsonb not null
);
