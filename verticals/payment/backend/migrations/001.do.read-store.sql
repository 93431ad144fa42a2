-- How each order is paid for.
create table payment (
  order_id text primary key,
  status text not null,
  amount bigint not null check (amount >= 0),
  currency jsonb not null,
  method_id text not null,
  key_digest text not null,
  -- What has happened, in its order: status and at.
  entries jsonb not null,
  reason text,
  requested_at timestamptz not null
);
create index payment_newest on payment (requested_at desc, order_id);

-- The books, in double entry: each movement of an order's money is debited to one account and credited to another.
create table ledger (
  order_id text primary key,
  currency text not null,
  -- In their order: at, debit, credit and amount.
  movements jsonb not null,
  constraint ledger_is_a_list check (jsonb_typeof(movements) = 'array'),
  constraint ledger_is_double_entry check (
    not movements @? '$[*] ? (!exists(@.amount) || !(@.amount >= 0) || !exists(@.debit) || !exists(@.credit) || @.debit == @.credit)'
  )
);

-- What the test provider keeps, as a provider's server would: nothing but the provider reads it.
create table test_provider_charge (
  order_id text primary key,
  reference text not null unique,
  method_id text not null,
  amount bigint not null,
  currency text not null,
  status text not null check (status in ('unconfirmed', 'held', 'declined', 'voided', 'captured', 'refunded'))
);
create table test_provider_answer (
  idempotency_key text primary key,
  answer jsonb not null
);
