import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { callOf, inCall, log, machine, SETTINGS } from '@jogakbo/vertical';
import type { CheckoutSettings } from '../settings.ts';
import { ClientShare } from './client-share.ts';
import { CustomerOrders } from './customer-orders.ts';
import { Forgetting } from './forgetting.ts';

const DAY = 86_400_000;
/** Milliseconds between two looks. */
const EVERY = DAY / 24;
const AT_ONCE = 100;
/** Milliseconds that one order gets. */
const DEADLINE = 10_000;

/** Forgets by itself who has ordered, and from which client, when it has been known for long enough. Every replica looks: what is forgotten twice is nothing. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(
    @Inject(SETTINGS) private readonly settings: CheckoutSettings,
    private readonly customers: CustomerOrders,
    private readonly forgetting: Forgetting,
    private readonly clients: ClientShare,
  ) {}

  onApplicationBootstrap() {
    this.running = this.look();
  }
  async onModuleDestroy() {
    this.stopping.abort();
    await this.running;
  }

  private async look() {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        if (await this.forgetSome()) continue;
        await this.clients.forgetSettled();
      } catch (error) {
        log.warn({ err: error }, 'What is known for too long could not be forgotten; it is tried again');
      }
      await machine.pause(EVERY, signal);
    }
  }

  /** Whether there may be more. */
  private async forgetSome(): Promise<boolean> {
    const since = new Date(machine.now().getTime() - this.settings.FORGET_CUSTOMERS_AFTER_DAYS * DAY);
    const orders = await this.customers.knownSince(since, AT_ONCE);
    for (const orderId of orders) await this.inItsTime(() => this.forgetting.decide(orderId));
    if (orders.length > 0) await this.inItsTime(() => this.forgetting.seen(orders));
    return orders.length === AT_ONCE && !this.stopping.signal.aborted;
  }

  private inItsTime<T>(work: () => Promise<T>): Promise<T> {
    const id = machine.newId();
    return inCall(callOf({ id, correlationId: id }, DEADLINE), work);
  }
}
