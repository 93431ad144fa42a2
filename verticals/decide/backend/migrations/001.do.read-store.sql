-- One row per product, shaped like its page.
create table product_page (
  product_id text primary key,
  name text not null,
  category_id text not null,
  highlights jsonb not null,
  variants jsonb not null
);

create table storefront (
  storefront_id text primary key,
  currency jsonb not null,
  categories jsonb not null
);
