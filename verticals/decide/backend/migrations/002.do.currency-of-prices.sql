-- In which currency a product's prices were told; in the storefront's where that was not said.
alter table product_page add column currency jsonb;
