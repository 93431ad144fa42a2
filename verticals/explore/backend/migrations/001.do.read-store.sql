-- What customers find things in: one row per product, ready to list and to search.
-- Every change rewrites a row: pages keep room for the new one beside the old, so that no index need follow it there.
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
  words text not null
) with (fillfactor = 50);

-- What a search looks through. It is worked out for the index, when a name or words change, and not kept in the row.
create function searchable(name text, words text) returns tsvector
  language sql immutable parallel safe
  return setweight(to_tsvector('simple', name), 'A') || setweight(to_tsvector('english', words), 'B');

create index product_listing_search on product_listing using gin (searchable(name, words));
create index product_listing_category on product_listing (category_id);

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
