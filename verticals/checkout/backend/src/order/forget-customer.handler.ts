import type { DataOf, ResultOf } from '@jogakbo/contract';
import { ForgetCustomer } from '@jogakbo/checkout-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { CustomerOrders } from './customer-orders.ts';
import { Forgetting } from './forgetting.ts';

const KEPT =
  'For the tax office stays what was ordered, when, for how much, how it was paid and where it was picked up, and the ledger: all of it without a name. ' +
  'Copies of the database, such as backups, have the key until they are gone; a log has in the clear what was ordered before names were sealed.';

@CommandHandler(ForgetCustomer)
export class ForgetCustomerHandler {
  constructor(
    private readonly customers: CustomerOrders,
    private readonly forgetting: Forgetting,
  ) {}

  async handle({ orderId, allOrders = false }: DataOf<typeof ForgetCustomer>): Promise<ResultOf<typeof ForgetCustomer>> {
    // The one that is named is decided on even where the view does not know it yet.
    const others = allOrders ? (await this.customers.alike(orderId)).filter((each) => each !== orderId) : [];
    const orders = [orderId, ...others];
    for (const each of orders) await this.forgetting.decide(each);
    await this.forgetting.seen(orders);
    return { orders, kept: KEPT };
  }
}
