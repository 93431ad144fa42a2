-- What customers have ordered, as it was placed, and how it stands.
create table customer_order (
  order_id text primary key,
  placed_at timestamptz not null,
  status text not null,
  reason text,
  cancellation text not null,
  steps jsonb not null,
  lines jsonb not null,
  total bigint not null,
  currency jsonb not null,
  customer jsonb not null,
  store_id text not null,
  visitor_digest text not null,
  key_digest text not null
);
create index customer_order_visitor on customer_order (visitor_digest, placed_at desc);

-- What others have done for an order, each in a table of its own: a row is folded from one log.
create table order_goods (
  order_id text primary key,
  steps jsonb not null
);
create table order_payment (
  order_id text primary key,
  steps jsonb not null
);
create table order_parcel (
  order_id text primary key,
  steps jsonb not null
);

create table pickup_store (
  store_id text primary key,
  name text not null
);
