-- In which currency a product's prices were told; not told of what was listed before prices had one.
alter table product add column currency jsonb;
