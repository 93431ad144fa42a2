import type { DataOf, EventDefinition } from '@jogakbo/contract';
import type { Sending } from './outgoing.ts';

/** Whenever an event happens, a vertical does something of its own: choreography. */
export interface Reaction<E extends EventDefinition = EventDefinition> {
  readonly name: string;
  readonly on: E;
  readonly send: Sending<DataOf<E>>;
}

/**
 * Declares a reaction: whenever this event, then this vertical's own command. The name is durable: it names the checkpoint.
 *
 * @remarks Each event is reacted to at least once, those of one aggregate in their order; the command's id is made of the
 * event's, so that a repeat is nothing to its handler.
 * @example
 * export const dispatchWhenConfirmed = reaction('dispatch-when-confirmed', OrderConfirmed, DispatchParcel.from(({ orderId }) => ({ orderId })));
 */
export const reaction = <E extends EventDefinition>(name: string, on: E, send: Sending<DataOf<NoInfer<E>>>): Reaction<E> => ({
  name,
  on,
  send: send as Sending<DataOf<E>>,
});
