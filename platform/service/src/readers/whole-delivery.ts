import type { Consumer, ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { machine } from '../machine.ts';

/** Milliseconds between two looks at what the server believes to have been read. */
const LOOK = 1000;

/**
 * Whether all that a consumer gives away arrives here.
 *
 * @remarks A message is given once. One that was given to a connection which broke, or to a former leader who did not know of its end
 * yet, is lost for this reading; reading anew from the checkpoint brings it.
 */
export class WholeDelivery {
  private arrived = 0;

  /** @throws Error when something was given away between the last message and this one. */
  take({ info: { deliverySequence } }: JsMsg) {
    this.arrived += 1;
    if (deliverySequence !== this.arrived) throw missing();
  }

  /** Ends a reading where the last messages are missing: no other follows that would tell, so the server is asked. */
  static async watch(consumer: Consumer, messages: ConsumerMessages, over: AbortSignal): Promise<void> {
    for (let given = 0; ;) {
      await machine.pause(LOOK, over);
      if (over.aborted) return;
      // What was given at the last look has had its time to arrive.
      if (messages.getReceived() < given) return messages.stop(missing());
      given = await consumer.info().then(
        ({ delivered }) => delivered.consumer_seq,
        () => 0,
      );
    }
  }
}

const missing = () => new Error('Not all that the consumer has given away has arrived; it is read anew');
