import { ListStock, ReceiveStock } from '@jogakbo/inventory-contract';
import type { Dice } from '@jogakbo/testing/dice';
import { Caller } from '../people/caller.ts';
import { Customer, type Manner } from '../people/customer.ts';
import { lookInto, type Window } from '../people/window.ts';
import type { ShopHere } from '../shop-here.ts';

/** Customers who all do the same: buy one machine, and see it confirmed. */
const alike: Manner = {
  hesitation: 0,
  browsing: 0,
  patience: 60_000,
  shares: { leaves: 0, takesTwo: 0, clicksTwice: 0, reloads: 0, paysOtherwise: 0, confirms: 1, cancels: 0, returns: 0 },
};
const PLENTY = 100_000;
const DECIDED = AbortSignal.abort();

/** Buyers of whom each costs the shop the same. */
export class Buyers {
  private readonly address: string;
  private readonly window: Window;
  private readonly dice: Dice;
  private constructor(address: string, window: Window, dice: Dice) {
    this.address = address;
    this.window = window;
    this.dice = dice;
  }

  static async of(shop: ShopHere, dice: Dice): Promise<Buyers> {
    for (const { stockId } of await shop.staff.ask(ListStock, {})) await shop.staff.send(ReceiveStock, { stockId, quantity: PLENTY });
    return new Buyers(shop.address, await lookInto(shop.staff), dice);
  }

  /** Resolves when the order is decided; answers whether there is one. */
  async buy(): Promise<boolean> {
    let isAccepted = () => false;
    const visit = new Customer(new Caller(this.address), this.window, this.dice, alike);
    await visit.shop((purchase) => void (isAccepted = () => purchase.answer === 'accepted'), DECIDED);
    return isAccepted();
  }
}
