import { Injectable } from '@nestjs/common';
import { problem, ProblemError } from '@jogakbo/contract';
import { Database, type Transaction } from '@jogakbo/vertical';
import type { ProductId, Sku, StoreId } from '@jogakbo/assortment-contract';
import type { Arrangement, CurrentCatalogue, ListedProduct, OpenStore } from './catalogue.ts';

type Queryable = Pick<Transaction, 'query'>;

const productsSql = `
  select jsonb_build_object(
    'productId', product_id, 'position', position, 'name', name, 'categoryId', category_id, 'highlights', to_jsonb(highlights), 'currency', currency,
    'variants', (select jsonb_agg(jsonb_build_object('sku', sku, 'name', v.name, 'color', color, 'price', price, 'picture', picture) order by place)
                 from variant v where v.product_id = product.product_id)
  ) as product from product order by position, product_id`;

const storesSql = `
  select jsonb_build_object('storeId', store_id, 'position', position, 'name', name, 'street', street, 'city', city, 'picture', picture) as store
  from store order by position, store_id`;

const arrangementSql = `
  select jsonb_strip_nulls(jsonb_build_object(
    'name', name, 'source', source, 'currency', currency,
    'categories', coalesce((select jsonb_agg(jsonb_build_object('categoryId', category_id, 'name', c.name) order by position) from category c), '[]'),
    'teasers', coalesce((select jsonb_agg(jsonb_build_object('title', title, 'picture', picture, 'url', url) order by position) from teaser), '[]'),
    'homeRecommendationsFor', coalesce((select jsonb_agg(sku order by position) from home_recommendation), '[]')
  )) as arrangement from storefront`;

/** Reads and writes the catalogue's tables. */
@Injectable()
export class CatalogueStore {
  constructor(private readonly database: Database) {}

  /** The catalogue at one moment, whatever is imported meanwhile. */
  async current(): Promise<CurrentCatalogue> {
    return this.database.transaction(async (transaction) => {
      await transaction.query('set transaction isolation level repeatable read, read only');
      return this.read(transaction);
    });
  }

  /** @throws ProblemError `not-found` that names pictures which nobody has stored. */
  async assertStored(transaction: Queryable, pictures: readonly string[]): Promise<void> {
    const { rows } = await transaction.query<{ picture: string }>(
      'select picture from unnest($1::text[]) as named (picture) where picture not in (select picture from picture)',
      [[...new Set(pictures)]],
    );
    if (rows.length === 0) return;
    const some = rows.slice(0, 10).map(({ picture }) => picture);
    throw new ProblemError(
      problem('not-found', `Nobody has stored these pictures: ${some.join(', ')}${rows.length > some.length ? ' …' : ''}`),
    );
  }

  async read(transaction: Queryable): Promise<CurrentCatalogue> {
    const products = await transaction.query<{ product: ListedProduct }>(productsSql);
    const stores = await transaction.query<{ store: OpenStore }>(storesSql);
    const arrangements = await transaction.query<{ arrangement: Arrangement }>(arrangementSql);
    const stock = await transaction.query<{ sku: Sku; stock: number }>('select sku, stock from variant where stock is not null');
    const books = await transaction.query<{ sku: Sku; onHand: number; reserved: number }>(
      'select sku, on_hand as "onHand", reserved from stock_book',
    );
    return {
      arrangement: arrangements.rows[0]?.arrangement,
      products: products.rows.map(({ product }) => product),
      stores: stores.rows.map(({ store }) => store),
      stock: new Map(stock.rows.map(({ sku, stock }) => [sku, stock])),
      books: new Map(books.rows.map(({ sku, ...book }) => [sku, book])),
    };
  }

  async arrange(transaction: Queryable, { name, source, currency, categories, teasers, homeRecommendationsFor }: Arrangement) {
    await transaction.query('delete from storefront');
    await transaction.query(`insert into storefront (storefront_id, name, source, currency) values ('main', $1, $2, $3)`, [
      name,
      source ?? null,
      JSON.stringify(currency),
    ]);
    await transaction.query('delete from category');
    await transaction.query(
      `insert into category (category_id, position, name)
       select c ->> 'categoryId', place, c ->> 'name' from jsonb_array_elements($1::jsonb) with ordinality as t(c, place)`,
      [JSON.stringify(categories)],
    );
    await transaction.query('delete from teaser');
    await transaction.query(
      `insert into teaser (position, title, picture, url)
       select place, t ->> 'title', t ->> 'picture', t ->> 'url' from jsonb_array_elements($1::jsonb) with ordinality as r(t, place)`,
      [JSON.stringify(teasers)],
    );
    await transaction.query('delete from home_recommendation');
    await transaction.query(
      'insert into home_recommendation (position, sku) select place, sku from unnest($1::text[]) with ordinality as r(sku, place)',
      [homeRecommendationsFor],
    );
  }

  async saveProducts(transaction: Queryable, products: ListedProduct[], stock: ReadonlyMap<Sku, number>) {
    const rows = JSON.stringify(products);
    await transaction.query(
      `insert into product (product_id, position, name, category_id, highlights, currency)
       select p ->> 'productId', (p ->> 'position')::int, p ->> 'name', p ->> 'categoryId', array(select jsonb_array_elements_text(p -> 'highlights')),
              nullif(p -> 'currency', 'null')
       from jsonb_array_elements($1::jsonb) p
       on conflict (product_id) do update set position = excluded.position, name = excluded.name,
         category_id = excluded.category_id, highlights = excluded.highlights, currency = excluded.currency`,
      [rows],
    );
    await transaction.query('delete from variant where product_id = any($1)', [products.map(({ productId }) => productId)]);
    await transaction.query(
      `insert into variant (sku, product_id, place, name, color, price, picture, stock)
       select v ->> 'sku', p ->> 'productId', place, v ->> 'name', v ->> 'color', (v ->> 'price')::bigint, v ->> 'picture',
              ($2::jsonb ->> (v ->> 'sku'))::int
       from jsonb_array_elements($1::jsonb) p, jsonb_array_elements(p -> 'variants') with ordinality as r(v, place)`,
      [rows, JSON.stringify(Object.fromEntries(stock))],
    );
  }

  async saveStores(transaction: Queryable, stores: OpenStore[]) {
    await transaction.query(
      `insert into store (store_id, position, name, street, city, picture)
       select s ->> 'storeId', (s ->> 'position')::int, s ->> 'name', s ->> 'street', s ->> 'city', s ->> 'picture' from jsonb_array_elements($1::jsonb) s
       on conflict (store_id) do update set position = excluded.position, name = excluded.name,
         street = excluded.street, city = excluded.city, picture = excluded.picture`,
      [JSON.stringify(stores)],
    );
  }

  async removeProducts(transaction: Queryable, productIds: ProductId[]) {
    await transaction.query('delete from product where product_id = any($1)', [productIds]);
  }
  async removeStores(transaction: Queryable, storeIds: StoreId[]) {
    await transaction.query('delete from store where store_id = any($1)', [storeIds]);
  }
}
