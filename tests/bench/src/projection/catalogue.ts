import { randomUUID } from 'node:crypto';
import { ProductListed } from '@jogakbo/assortment-contract';
import { eventHeaders, subjects } from '@jogakbo/protocol';
import type { DataOf } from '@jogakbo/contract';

/** An event as the log keeps it. */
export interface Logged {
  readonly subject: string;
  readonly headers: Record<string, string>;
  readonly data: string;
}

const categories = ['classic', 'autonomous', 'orchard'];
const colors = ['#7A2F57', '#8FB5A0', '#C65D3B', '#2F4B6E'];
const sentences = [
  'A snug cabin, one metre thirty wide, elbows included.',
  'Filtered air in, blossom scent optional.',
  'Steers so tightly that the row wonders where you went.',
];

/**
 * The life of a catalogue: every product is listed, then listed anew with another price, over and over, in an order
 * without pattern.
 *
 * @remarks Events are as large as those of the shop's own data: two variants, three highlights, about 750 bytes.
 */
export function* lifeOf(products: number, events: number): Generator<Logged> {
  // Steps of a size that shares no divisor with their number visit all products once in a round.
  const step = products % 7919 === 0 ? 1 : 7919;
  for (let index = 0; index < events; index += 1) yield listed((index * step) % products, Math.floor(index / products));
}

function listed(product: number, round: number): Logged {
  const productId = `P-${product}` as DataOf<typeof ProductListed>['productId'];
  const data = {
    productId,
    position: product,
    name: `Plum Dodger ${product}`,
    categoryId: categories[product % categories.length],
    highlights: sentences,
    currency: { code: 'EUR', symbol: '€', digits: 2 },
    variants: [0, 1].map((variant) => ({
      sku: `${productId}-${variant}`,
      name: variant ? 'Celadon' : 'Plum Skin',
      color: colors[(product + variant) % colors.length],
      price: 1_000_000 + product * 100 + round * 10_000,
      picture: `/pictures/${(product * 2 + variant).toString(16).padStart(32, '0')}.svg`,
    })),
  };
  const id = randomUUID();
  const envelope = { id, correlationId: id, occurredAt: new Date().toISOString() };
  return {
    subject: subjects.log(ProductListed.vertical, ProductListed.aggregate, productId),
    headers: eventHeaders(ProductListed, productId, envelope),
    data: JSON.stringify(data),
  };
}
