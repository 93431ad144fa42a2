import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type DataOf, type QueryDefinition, type ViewOf, writeMoney } from '@jogakbo/contract';
import { GetOffers, GetOrder, type Offers, type OrderId, PlaceOrder } from '@jogakbo/checkout-contract';
import { ListProducts, ListStores } from '@jogakbo/explore-contract';
import { ListStock, ReceiveStock } from '@jogakbo/inventory-contract';
import { ListPaymentMethods } from '@jogakbo/payment-contract';
import { type HttpAnswer, HttpClient } from './http-client.ts';

/** What became of one order, in milliseconds from the moment at which it was due. */
export interface Bought {
  readonly orderId: OrderId;
  readonly outcome: 'confirmed' | 'rejected' | 'shed' | 'refused' | 'unseen';
  readonly answeredAfter: number;
  /** When the order page said that it is confirmed. */
  readonly seenAfter: number;
  /** What a refusal said. */
  readonly said?: string;
  /** Whether it was said when to come again. */
  readonly hasRetryAfter?: boolean;
}

/** So many pieces of everything that no order fails for want of them. */
const PLENTY = 1_000_000;
/** Milliseconds that a buyer looks at an order before it counts as lost. */
const PATIENCE = 60_000;

/** People who buy one machine each, the first way to pay, with the fewest requests: one to order, and looks until it is confirmed. */
export class Buyers {
  private nth = 0;
  private constructor(
    private readonly client: HttpClient,
    private readonly offers: readonly { readonly sku: string; readonly total: string }[],
    private readonly order: Pick<DataOf<typeof PlaceOrder>, 'storeId' | 'paymentMethodId'>,
  ) {}

  /** Fills the store with what they want. */
  static async of(client: HttpClient, staffToken: string): Promise<Buyers> {
    const [listed, stores, methods] = await Promise.all([
      ask(client, ListProducts, {}),
      ask(client, ListStores, {}),
      ask(client, ListPaymentMethods, {}),
    ]);
    await stockUp(client, `Bearer ${staffToken}`);
    const offers = await Promise.all((listed?.products ?? []).map(({ productId }) => ask(client, GetOffers, { productId })));
    return new Buyers(
      client,
      // What was never in stock is not taken in either.
      offers.flatMap((offer) => (offer ? offersIn(offer) : [])),
      { storeId: stores[0]!.storeId, paymentMethodId: methods[0]!.methodId },
    );
  }

  /**
   * One order, from the click to the sight of its confirmation.
   *
   * @param due When it was to be made, by `performance.now()`: a stall before it counts.
   * @param pause Milliseconds between two looks.
   */
  async buy(due: number, pause: number): Promise<Bought> {
    const { sku, total } = this.offers[(this.nth += 1) % this.offers.length]!;
    const orderId = randomUUID() as OrderId;
    const visitor = `c_visitor=${randomBytes(32).toString('base64url')}`;
    const send = { ...this.order, orderId, firstName: 'Ada', lastName: 'Kim', total };
    const answer = await this.client.ask(`/api/checkout/${PlaceOrder.type}`, { cookie: `${visitor}; c_cart=${sku}_1`, send });
    const answeredAfter = performance.now() - due;
    if (answer.status !== 200) return { orderId, answeredAfter, seenAfter: Number.NaN, ...refusalIn(answer) };
    const outcome = await this.follow(orderId, visitor, pause);
    return { orderId, outcome, answeredAfter, seenAfter: performance.now() - due };
  }

  private async follow(orderId: OrderId, cookie: string, pause: number): Promise<'confirmed' | 'rejected' | 'unseen'> {
    const path = pathOf(GetOrder, { orderId });
    for (const until = performance.now() + PATIENCE; performance.now() < until;) {
      await wait(pause);
      const { status, body } = await this.client.ask(path, { cookie });
      const order = status === 200 ? (JSON.parse(body) as ViewOf<typeof GetOrder>) : null;
      if (order?.status === 'confirmed' || order?.status === 'rejected') return order.status;
    }
    return 'unseen';
  }
}

function refusalIn({ status, retryAfter, body }: HttpAnswer): Pick<Bought, 'outcome' | 'said' | 'hasRetryAfter'> {
  return { outcome: status === 503 ? 'shed' : 'refused', said: `${status} ${body.slice(0, 200)}`, hasRetryAfter: retryAfter !== undefined };
}

const pathOf = ({ vertical, type }: QueryDefinition, data: unknown) =>
  `/api/${vertical}/${type}?data=${encodeURIComponent(JSON.stringify(data))}`;

async function ask<Q extends QueryDefinition>(client: HttpClient, query: Q, data: DataOf<Q>, authorization = ''): Promise<ViewOf<Q>> {
  const { status, body } = await client.ask(pathOf(query, data), { authorization });
  if (status !== 200) throw new Error(`${query.type}: ${status} ${body}`);
  return JSON.parse(body) as ViewOf<Q>;
}

async function stockUp(client: HttpClient, authorization: string) {
  for (const { stockId } of await ask(client, ListStock, {}, authorization)) {
    const send = { stockId, quantity: PLENTY };
    const { status, body } = await client.ask(`/api/inventory/${ReceiveStock.type}`, { authorization, send });
    if (status !== 200) throw new Error(`${ReceiveStock.type}: ${status} ${body}`);
  }
}

const offersIn = ({ currency, variants }: Offers) =>
  variants.filter(({ available = 0 }) => available > 0).map(({ sku, price }) => ({ sku, total: writeMoney({ amount: price, currency }) }));
