import { expect, type APIRequestContext } from '@playwright/test';
import { writeMoney } from '@jogakbo/contract';
import type { Ware } from './wares.ts';

/** What the shop answered. */
interface Said {
  readonly status: number;
  readonly body: any;
}
/** An order, and the key that opens it. */
export interface Bought {
  readonly orderId: string;
  readonly key: string;
}

/** Milliseconds that a checkout over all verticals may take on a busy machine. */
const PATIENCE = 30_000;

/** Somebody who buys, by program: with cookies of its own, or with those of a page where the requests are the page's. */
export class Customer {
  private readonly request: APIRequestContext;
  constructor(request: APIRequestContext) {
    this.request = request;
  }

  async query(vertical: string, type: string, data: object = {}): Promise<Said> {
    const answer = await this.request.get(`/api/${vertical}/${type}`, { params: { data: JSON.stringify(data) } });
    return { status: answer.status(), body: await answer.json() };
  }
  async command(vertical: string, type: string, data: object): Promise<Said> {
    const answer = await this.request.post(`/api/${vertical}/${type}`, { data });
    return { status: answer.status(), body: await answer.json() };
  }

  /** Puts so many pieces into the basket. */
  async puts({ sku }: Pick<Ware, 'sku'>, pieces = 1): Promise<void> {
    const put = async () => (await this.command('checkout', 'AddToCart', { sku })).status;
    for (let nth = 0; nth < pieces; nth += 1) await expect.poll(put, `${sku} in the basket`).toBe(200);
  }

  /** All that is said to order what is in the basket. */
  async states(paymentMethodId = 'test-card'): Promise<Record<string, unknown> & { orderId: string }> {
    const { orderId, cart } = (await this.query('checkout', 'GetCheckout')).body;
    const [{ storeId }] = (await this.query('explore', 'ListStores')).body;
    return {
      orderId,
      total: writeMoney({ amount: cart.total, currency: cart.currency }),
      storeId,
      paymentMethodId,
      firstName: 'Ada',
      lastName: 'Lovelace',
    };
  }
  places(stated: object): Promise<Said> {
    return this.command('checkout', 'PlaceOrder', stated);
  }

  /** Buys one piece, and waits until it is known what has become of the order. */
  async buys(ware: Pick<Ware, 'sku'>, paymentMethodId?: string): Promise<Bought> {
    await this.puts(ware);
    const stated = await this.states(paymentMethodId);
    const { status, body } = await this.places(stated);
    expect(status, JSON.stringify(body)).toBe(200);
    await this.ends(stated.orderId);
    const { key } = (await this.query('checkout', 'GetOrder', stated)).body;
    return { orderId: stated.orderId, key };
  }
  /** Waits for the end of an order's checkout; resolves with how it ended. */
  async ends(orderId: string): Promise<string> {
    const status = async () => (await this.query('checkout', 'GetOrder', { orderId })).body?.status;
    await expect.poll(status, { message: `the end of ${orderId}`, timeout: PATIENCE }).toMatch(/^(confirmed|rejected)$/);
    return status();
  }
}
