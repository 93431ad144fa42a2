-- How many orders wait for their decision is counted before another is let in.
create index customer_order_undecided on customer_order (placed_at) where status = 'placed';
