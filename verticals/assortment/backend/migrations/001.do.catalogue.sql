-- The write side of the catalogue: few rows, each fact once.
create table picture (
  picture text primary key,
  media_type text not null,
  bytes bytea not null
);

create table storefront (
  storefront_id text primary key,
  name text not null,
  source text,
  currency jsonb not null
);

create table category (
  category_id text primary key,
  position integer not null,
  name text not null
);

create table product (
  product_id text primary key,
  position integer not null,
  name text not null,
  category_id text not null references category deferrable initially deferred,
  highlights text[] not null
);

create table variant (
  sku text primary key,
  product_id text not null references product on delete cascade,
  place integer not null,
  name text not null,
  color text not null check (color ~ '^#[0-9a-fA-F]{6}$'),
  price bigint not null check (price >= 0),
  picture text not null references picture,
  stock integer not null check (stock >= 0)
);
create index variant_product on variant (product_id, place);

create table store (
  store_id text primary key,
  position integer not null,
  name text not null,
  street text not null,
  city text not null,
  picture text not null references picture
);

create table teaser (
  position integer primary key,
  title text not null,
  picture text not null references picture,
  url text not null
);

create table home_recommendation (
  position integer primary key,
  sku text not null references variant deferrable initially deferred
);
