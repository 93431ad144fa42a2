import type { Order, OrderStatus } from '@jogakbo/checkout-contract';

const comesToNothing: readonly OrderStatus[] = ['rejected', 'cancelled'];

/** Who picks an order up, or has; one that comes to nothing is picked up by nobody. */
export function pickupOf({ customer, status, steps }: Order): string {
  if (!customer) return 'Your name is no longer part of this order: we have deleted it, as we were asked to or as we do after a time.';
  const name = `${customer.firstName} ${customer.lastName}`;
  if (steps.some(({ step }) => step === 'handed over')) return `${name} picked it up.`;
  return comesToNothing.includes(status) ? `Ordered by ${name}.` : `${name} picks it up.`;
}
