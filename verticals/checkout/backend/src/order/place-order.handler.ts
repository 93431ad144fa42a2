import { formatAmount, type Money, problem, ProblemError, writeMoney, type DataOf } from '@jogakbo/contract';
import { isRejection } from '@jogakbo/domain';
import { type Cart, MOST_PIECES, OrderedPieces, type OrderId, PlaceOrder } from '@jogakbo/checkout-contract';
import { AggregateStreams, CommandHandler, Database, StreamsOf } from '@jogakbo/vertical';
import { pricedCart } from '../cart/priced-cart.ts';
import { keepCart, visitorsCart } from '../cart/visitors-cart.ts';
import { OnSale } from '../offer/on-sale.ts';
import { whyNot } from '../offer/why-not.ts';
import { type Order, order, RecordOrder } from './order.decider.ts';
import { isSame } from './same-order.ts';
import { OrderIntake } from './order-intake.ts';
import { PriceCheck } from './price-check.ts';
import { digestsFor, keepLatestOrder, visitorsKeyOrNew } from './visitor.ts';

const refused = (why: string) => new ProblemError(problem('rejected', why));
/** The order itself says what became of it. */
const orderedAlready = (orderId: OrderId) =>
  new ProblemError(
    problem('rejected', 'This basket was ordered already, and not as you order it now. Nothing was ordered again.', {
      instance: `/orders/${orderId}`,
    }),
  );
const notOnSale = (names: readonly string[]) => refused(`${names.join(', ')} is no longer on sale. Please remove it from your basket.`);

/** @param agreed What the customer has agreed to pay, amount and currency. */
function assertTotal(agreed: string, now: Money): void {
  if (writeMoney(now) !== agreed) throw refused(`The total is now ${formatAmount(now.amount, now.currency)}. Please review your order.`);
}

/** How many pieces the visitor asks for; a larger order is refused, whatever else there is. */
const pieces = () =>
  Math.min(
    MOST_PIECES.inAll,
    [...visitorsCart().values()].reduce((sum, quantity) => sum + quantity, 0),
  );

@CommandHandler(PlaceOrder)
export class PlaceOrderHandler {
  constructor(
    @StreamsOf(order) private readonly orders: AggregateStreams<Order>,
    private readonly onSale: OnSale,
    private readonly database: Database,
    private readonly intake: OrderIntake,
    private readonly prices: PriceCheck,
  ) {}

  /** An order that was placed already is not looked at again: by now the basket may be empty, and prices others. */
  async handle(command: DataOf<typeof PlaceOrder>): Promise<null> {
    const { orderId } = command;
    const digests = digestsFor(orderId, visitorsKeyOrNew());
    const { placed } = await this.orders.stateOf(orderId);
    if (!placed) await this.intake.admit({ orderId, pieces: pieces(), ...digests }, () => this.place(command, digests));
    else if (placed.visitorDigest !== digests.visitorDigest) throw refused('Somebody else has this order. Please open the checkout again.');
    else if (!isSame(placed, { ...command, agreed: command.total, pieces: [...visitorsCart()] })) throw orderedAlready(orderId);
    keepLatestOrder(orderId);
    keepCart(new Map());
    return null;
  }

  private async place(command: DataOf<typeof PlaceOrder>, digests: ReturnType<typeof digestsFor>) {
    const { orderId, firstName, lastName, storeId, paymentMethodId, total: agreed } = command;
    await this.assertStore(storeId);
    const { lines, currency, total } = await this.cart();
    assertTotal(agreed, { amount: total, currency });
    const checked = await this.prices.of({ lines, currency });
    if (checked !== 'unchecked') {
      if (checked.gone.length > 0) throw notOnSale(checked.gone);
      assertTotal(agreed, checked.total);
      if (checked.isOther) throw refused('Prices have changed. Please review your order.');
    }
    const outcome = await this.orders.decide(
      RecordOrder({
        ...{ orderId, lines, total, currency, storeId, paymentMethodId, ...digests },
        customer: { firstName, lastName },
        ...(checked === 'unchecked' && { pricesAreUnchecked: true }),
      }),
    );
    if (isRejection(outcome)) throw outcome.reason === 'BasketIsOrderedAlready' ? orderedAlready(orderId) : refused(outcome.reason);
  }

  /** The basket, if all of it can be had. */
  private async cart(): Promise<Cart> {
    const items = visitorsCart();
    if (items.size === 0) throw refused('Your basket is empty.');
    const { error } = OrderedPieces.safeParse([...items].map(([sku, quantity]) => ({ sku, quantity })));
    if (error) throw refused(error.issues[0]!.message);
    const sale = await this.onSale.ofSkus([...items.keys()]);
    const cart = pricedCart(items, sale);
    if (cart.leftOut.length > 0) throw notOnSale(cart.leftOut);
    const why = sale.offered.map((one) => whyNot(one, items.get(one.variant.sku)!)).find(Boolean);
    if (why) throw refused(why);
    return cart;
  }

  private async assertStore(storeId: string) {
    const stores = await this.database.query('select 1 from pickup_store where store_id = $1', [storeId]);
    if (stores.length === 0) throw refused('There is no such store. Please choose another one.');
  }
}
