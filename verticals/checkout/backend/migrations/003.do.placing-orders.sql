-- How many orders wait for their decision is counted before another is let in.
create index customer_order_undecided on customer_order (placed_at) where status = 'placed';

-- Whether the catalogue could be asked for prices when an order was placed.
alter table customer_order add column prices_are_unchecked boolean not null default false;
