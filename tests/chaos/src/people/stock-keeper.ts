import { setTimeout as wait } from 'node:timers/promises';
import type { Command } from '@jogakbo/contract';
import { CountStock, ListStock, ReceiveStock, StockId, type StockLevel } from '@jogakbo/inventory-contract';
import { type Dice, oneOf } from '@jogakbo/testing/dice';
import type { Caller } from './caller.ts';
import { Rounds } from './rounds.ts';

/** Milliseconds between two looks at the shelves. */
const ROUND = 700;

/** Somebody who takes in pieces elsewhere, finds fewer than are kept for orders, and finds them again. */
export class StockKeeper {
  done = 0;
  private readonly rounds: Rounds;
  constructor(
    private readonly caller: Caller,
    private readonly dice: Dice,
  ) {
    this.rounds = new Rounds(ROUND, () => this.work());
  }

  close(): Promise<void> {
    return this.rounds.close();
  }

  private async work() {
    const levels = await this.caller.ask(ListStock, {}).catch(() => []);
    const sold = levels.filter(({ available }) => available !== undefined);
    if (sold.length > 0) await this.lookAt(oneOf(this.dice, sold));
    const kept = sold.filter(({ reserved }) => reserved > 0);
    if (kept.length > 0) await this.miscount(oneOf(this.dice, kept));
  }

  private lookAt({ sku }: StockLevel) {
    return this.does(ReceiveStock, { stockId: StockId.parse(`${sku}@mill`), quantity: 1 + Math.floor(this.dice() * 5) });
  }

  private async miscount({ stockId, onHand, reserved }: StockLevel) {
    await this.does(CountStock, { stockId, onHand: Math.floor(reserved / 2), reason: 'Some were not found.' });
    await wait(this.dice() * ROUND);
    await this.does(CountStock, { stockId, onHand: Math.max(0, onHand), reason: 'They were found again.' });
  }

  private does<C extends typeof ReceiveStock | typeof CountStock>(command: C, data: Parameters<C>[0]) {
    return this.caller.send(command as typeof CountStock, data as Command['data']).then(
      () => (this.done += 1),
      () => {},
    );
  }
}
