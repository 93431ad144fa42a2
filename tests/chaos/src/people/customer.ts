import { setTimeout as wait } from 'node:timers/promises';
import { writeMoney, type DataOf, type ViewOf } from '@jogakbo/contract';
import {
  AddToCart,
  CancelOrder,
  GetCheckout,
  GetOffers,
  GetOrder,
  type OrderId,
  type OrderStatus,
  PlaceOrder,
} from '@jogakbo/checkout-contract';
import { RequestReturn } from '@jogakbo/delivery-contract';
import { ConfirmPayment } from '@jogakbo/payment-contract';
import { type Dice, oneOf } from '@jogakbo/testing/dice';
import { isTrouble, type Caller } from './caller.ts';
import type { Window } from './window.ts';

type Order = NonNullable<ViewOf<typeof GetOrder>>;

/** How an order stands, as its customer heard it first. */
export interface Told {
  readonly status: OrderStatus;
  /** Milliseconds since 1970, when the answer was there. */
  readonly at: number;
}

/** What a customer was told about one order, from the click to the end. */
export interface Purchase {
  readonly orderId: OrderId;
  readonly total: number;
  /** What became of the click: whoever got no answer knows nothing. */
  answer: 'accepted' | 'refused' | 'unknown';
  reason?: string;
  /** Milliseconds from the click to the answer, and to the first time that the order was seen decided. */
  answeredAfter?: number;
  decidedAfter?: number;
  readonly told: Told[];
  /** What the customer asked for and was not refused. */
  readonly wishes: ('cancel' | 'return')[];
}

/** How customers are. */
export interface Manner {
  /** Milliseconds that a customer thinks before the next step, at most. */
  readonly hesitation: number;
  /** The share of customers who look at pages first. */
  readonly browsing: number;
  /** Milliseconds that a customer goes on looking at an order. */
  readonly patience: number;
  /** The shares of customers who do what most do not, where they are others than usual. */
  readonly shares?: Partial<typeof usual>;
}

const usual = {
  ...{ leaves: 0.1, takesTwo: 0.2, clicksTwice: 0.05, reloads: 0.05, paysOtherwise: 0.25, confirms: 0.85 },
  ...{ cancels: 0.1, returns: 0.2 },
};

/** One customer, from the door to the pickup: looks around, buys, changes her mind, gives back. */
export class Customer {
  private readonly shares: typeof usual;
  constructor(
    private readonly caller: Caller,
    private readonly window: Window,
    private readonly dice: Dice,
    private readonly manner: Manner,
  ) {
    this.shares = { ...usual, ...manner.shares };
  }

  /** @param note Is told of an order as soon as it may exist, and sees what becomes of it. */
  async shop(note: (purchase: Purchase) => void, signal: AbortSignal): Promise<void> {
    if (this.happens(this.manner.browsing)) await this.browse();
    if (!(await this.fillBasket()) || this.happens(this.shares.leaves)) return;
    await this.hesitate();
    const purchase = await this.order(note);
    if (purchase?.answer === 'accepted') await this.follow(purchase, signal);
  }

  private async browse() {
    await this.caller.open('/');
    await this.hesitate();
    await this.caller.open(`/product/${oneOf(this.dice, this.window.products)}`);
    await this.hesitate();
  }

  private async fillBasket(): Promise<boolean> {
    const offers = await this.caller.ask(GetOffers, { productId: oneOf(this.dice, this.window.products) });
    const inStock = (offers?.variants ?? []).filter(({ available = 0 }) => available > 0);
    if (inStock.length === 0) return false;
    const { sku } = oneOf(this.dice, inStock);
    await this.caller.send(AddToCart, { sku });
    if (this.happens(this.shares.takesTwo)) await this.caller.send(AddToCart, { sku: oneOf(this.dice, inStock).sku });
    return true;
  }

  private async order(note: (purchase: Purchase) => void): Promise<Purchase | undefined> {
    const { orderId, cart } = await this.caller.ask(GetCheckout, {});
    if (cart.lines.length === 0) return undefined;
    await this.hesitate();
    const purchase: Purchase = { orderId, total: cart.total, answer: 'unknown', told: [], wishes: [] };
    note(purchase);
    const { stores, methods } = this.window;
    const paymentMethodId = this.happens(this.shares.paysOtherwise) ? oneOf(this.dice, methods) : methods[0]!;
    const agreed = writeMoney({ amount: cart.total, currency: cart.currency });
    const [firstName, lastName] = [
      oneOf(this.dice, ['Ada', 'Grace', 'Min-jun', 'Seo-yeon']),
      oneOf(this.dice, ['Kim', 'Lovelace', 'Hopper']),
    ];
    await this.click(purchase, { orderId, firstName, lastName, storeId: oneOf(this.dice, stores), paymentMethodId, total: agreed });
    return purchase;
  }

  /** Whoever gets no answer clicks again: the same order, until somebody says yes or no. */
  private async click(purchase: Purchase, data: DataOf<typeof PlaceOrder>) {
    const begun = performance.now();
    while (purchase.answer === 'unknown' && performance.now() - begun < this.manner.patience) {
      const clicks = Array.from({ length: this.happens(this.shares.clicksTwice) ? 2 : 1 }, () => this.caller.send(PlaceOrder, data));
      const answers = await Promise.allSettled(clicks);
      const refused = answers.find((answer) => answer.status === 'rejected' && !isTrouble(answer.reason));
      if (answers.some(({ status }) => status === 'fulfilled')) purchase.answer = 'accepted';
      else if (refused?.status === 'rejected') Object.assign(purchase, { answer: 'refused', reason: (refused.reason as Error).message });
      else await wait(200 + this.dice() * 800);
    }
    purchase.answeredAfter = performance.now() - begun;
    if (purchase.answer === 'accepted' && this.happens(this.shares.reloads)) await this.reload(purchase, data);
  }

  /** Whoever loads the page of thanks again sends the order again: it is the same order, and no other answer. */
  private async reload(purchase: Purchase, data: DataOf<typeof PlaceOrder>) {
    const refused = await this.caller.send(PlaceOrder, data).then(
      () => undefined,
      (error: unknown) => (isTrouble(error) ? undefined : (error as Error).message),
    );
    if (refused !== undefined) Object.assign(purchase, { answer: 'refused', reason: refused });
  }

  private async follow(purchase: Purchase, signal: AbortSignal) {
    const begun = performance.now();
    const wantsToCancel = this.happens(this.shares.cancels);
    const wantsToReturn = this.happens(this.shares.returns);
    let answeredProvider = false;
    // Nobody leaves before the order is decided: the provider may still have a question.
    const isWaiting = () => !signal.aborted || (purchase.told.at(-1)?.status ?? 'placed') === 'placed';
    for (let pause = 100; isWaiting() && performance.now() - begun < this.manner.patience; pause = Math.min(2000, pause * 1.5)) {
      const order = await this.caller.ask(GetOrder, { orderId: purchase.orderId }).catch(() => null);
      if (order) {
        if (purchase.told.at(-1)?.status !== order.status) purchase.told.push({ status: order.status, at: Date.now() });
        if (order.status !== 'placed') purchase.decidedAfter ??= (purchase.answeredAfter ?? 0) + performance.now() - begun;
        if (hasEnded(order)) return;
        if (!answeredProvider && isAsked(order)) answeredProvider = await this.answerProvider(order);
        if (wantsToCancel && order.mayCancel && !purchase.wishes.includes('cancel')) await this.wish(purchase, 'cancel', order);
        if (wantsToReturn && lastStep(order) === 'handed over') await this.wish(purchase, 'return', order);
        if (isInHand(order, wantsToReturn)) return;
      }
      await wait(pause);
    }
  }

  private answerProvider({ orderId, key }: Order): Promise<boolean> {
    return this.does(
      this.caller.send(ConfirmPayment, { orderId, key: key!, answer: this.happens(this.shares.confirms) ? 'confirm' : 'refuse' }),
    );
  }

  private async wish(purchase: Purchase, wish: 'cancel' | 'return', { orderId, key }: Order) {
    const command =
      wish === 'cancel' ? this.caller.send(CancelOrder, { orderId, key }) : this.caller.send(RequestReturn, { orderId, key: key! });
    if (await this.does(command)) purchase.wishes.push(wish);
  }

  /** Whether it was done; what was refused or not answered is tried again. */
  private async does(command: Promise<unknown>): Promise<boolean> {
    return command.then(
      () => true,
      () => false,
    );
  }

  private happens(share: number): boolean {
    return this.dice() < share;
  }
  private async hesitate() {
    await wait(this.dice() * this.manner.hesitation);
  }
}

const lastStep = ({ steps }: Order) => steps.at(-1)?.step;
/** Whether the provider waits for the customer's word. */
const isAsked = ({ status, steps }: Order) => status === 'placed' && steps.some(({ step }) => step === 'confirmation requested');
const hasEnded = ({ status }: Order) => status === 'rejected' || status === 'cancelled' || status === 'returned' || status === 'refunded';
const isInHand = (order: Order, wantsToReturn: boolean) =>
  (lastStep(order) === 'handed over' || lastStep(order) === 'return refused') && !wantsToReturn;
