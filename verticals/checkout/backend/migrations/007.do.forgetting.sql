-- Who has ordered is known until it is forgotten.
alter table customer_order alter column customer drop not null;
create index customer_order_known on customer_order (placed_at) where customer is not null;
