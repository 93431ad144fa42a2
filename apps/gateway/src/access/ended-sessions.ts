import { jetstream } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { ENDED_SESSIONS_BUCKET, problem, ProblemError } from '@jogakbo/contract';

/** Milliseconds. */
const PATIENCE = 2000;

/** Which sessions have been ended before their time. */
export interface Ended {
  /** @throws ProblemError `unavailable` when nobody can say it. */
  has(id: string): Promise<boolean>;
  /** @throws ProblemError `unavailable` when it can't be kept. */
  add(id: string): Promise<void>;
}

/** Ended sessions in a bucket that all gateways share and that outlasts them; the server forgets each when it would be over anyway. */
export class EndedSessions implements Ended {
  private opened: Promise<KV> | undefined;
  constructor(private readonly connection: NatsConnection) {}

  has(id: string): Promise<boolean> {
    return this.asking(async (bucket) => (await bucket.get(id))?.operation === 'PUT');
  }
  add(id: string): Promise<void> {
    return this.asking(async (bucket) => void (await bucket.put(id, '')));
  }

  private async asking<T>(ask: (bucket: KV) => Promise<T>): Promise<T> {
    try {
      this.opened ??= new Kvm(jetstream(this.connection, { timeout: PATIENCE })).open(ENDED_SESSIONS_BUCKET);
      return await ask(await this.opened);
    } catch (cause) {
      this.opened = undefined;
      throw new ProblemError(problem('unavailable', 'Who has signed in can’t be looked up just now.', { retryAfter: 1000 }), { cause });
    }
  }
}
