-- How many orders wait for their decision, and how many were decided of late, is counted before another is let in.
create index customer_order_placed_at on customer_order (placed_at);
drop index customer_order_undecided;
