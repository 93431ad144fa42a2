-- The colours that each product comes in.
create table colourful_product (
  product_id text primary key,
  position integer not null,
  name text not null,
  colors jsonb not null
);
