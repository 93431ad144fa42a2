-- In which currency a product's start price was told; in the storefront's where that was not said.
alter table product_listing add column currency jsonb;
