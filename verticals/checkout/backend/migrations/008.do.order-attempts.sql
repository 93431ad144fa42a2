-- Which client tries to order how many pieces, as long as these are not paid: a client is a fingerprint, no address.
create table order_attempt (
  attempt_id bigint generated always as identity primary key,
  order_id text not null,
  client text not null,
  pieces integer not null,
  tried_at timestamptz not null default now()
);
create index order_attempt_client on order_attempt (client);
create index order_attempt_tried_at on order_attempt (tried_at);
