import {
  ConfirmPickup,
  GrantGoodwill,
  HandOverParcel,
  ListParcels,
  PackParcel,
  type ParcelSummary,
  TakeBackParcel,
} from '@jogakbo/delivery-contract';
import { RefundPayment } from '@jogakbo/payment-contract';
import type { Dice } from '@jogakbo/testing/dice';
import type { Caller } from './caller.ts';
import { Rounds } from './rounds.ts';

/** Milliseconds between two looks at the desk. */
const ROUND = 500;
/** Parcels that they look after at the same time. */
const HANDS = 8;
/** The share of what they do that they do twice. */
const TWICE = 0.1;
/** The share of parcels whose money they give back while somebody hands them over, and of returns that they do without. */
const REFUNDED = 0.1;
const GRANTED = 0.2;

/** Staff who pack what is to be packed, expect it in its store, hand it over and take it back. */
export class Staff {
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
    const parcels = await this.caller.ask(ListParcels, {}).catch(() => []);
    const waiting = parcels.values();
    await Promise.all(Array.from({ length: HANDS }, () => this.lookAfter(waiting)));
  }

  private async lookAfter(parcels: Iterator<ParcelSummary>) {
    for (let next = parcels.next(); !next.done && !this.rounds.areOver; next = parcels.next()) {
      const { orderId } = next.value;
      const isRefunded = next.value.status === 'ready' && this.dice() < REFUNDED;
      const refunding = isRefunded ? this.does(this.caller.send(RefundPayment, { orderId })) : undefined;
      const acts = actsFor(next.value, this.dice).flatMap((act) => (this.dice() < TWICE ? [act, act] : [act]));
      for (const act of acts) await this.does(this.caller.send(act, { orderId }));
      await refunding;
    }
  }

  private does(command: Promise<unknown>): Promise<void> {
    return command.then(
      () => void (this.done += 1),
      () => {},
    );
  }
}

function actsFor({ status }: ParcelSummary, dice: Dice) {
  if (status === 'requested') return [PackParcel, ConfirmPickup];
  if (status === 'packed') return [ConfirmPickup];
  if (status === 'expected') return [PackParcel];
  if (status === 'ready') return [HandOverParcel];
  if (status === 'return requested') return [dice() < GRANTED ? GrantGoodwill : TakeBackParcel];
  return [];
}
