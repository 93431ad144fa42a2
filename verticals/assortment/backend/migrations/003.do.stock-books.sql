-- A feed may say nothing of the stock of a variant.
alter table variant alter column stock drop not null;

-- What lies in the central store by inventory's books, by stock: what a feed states is compared with it, and an export writes it.
create table stock_book (
  stock_id text primary key,
  sku text not null,
  on_hand integer not null,
  reserved integer not null
);
create index stock_book_sku on stock_book (sku);
