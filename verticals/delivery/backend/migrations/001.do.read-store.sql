-- One row per order: where its parcel is. What a request says is absent while nothing but a cancellation or a missing part was heard of.
create table parcel (
  order_id text primary key,
  status text not null,
  store_id text,
  recipient jsonb,
  lines jsonb,
  key_digest text,
  -- What has happened, in its order: [{status, at}].
  entries jsonb not null,
  -- What staff was called to it for, and has not come since.
  missing jsonb not null,
  -- Why it was the customer's again.
  reason text,
  requested_at timestamptz
);
-- What something is still to be done for.
create index parcel_open on parcel (requested_at)
  where status in ('requested', 'packed', 'expected', 'ready', 'return requested');

-- Where parcels are picked up.
create table pickup_store (
  store_id text primary key,
  name text not null,
  street text not null,
  city text not null
);
