import type { DataOf } from '@jogakbo/contract';
import type { PlaceOrder } from '@jogakbo/checkout-contract';

/** What the customer has to say before anything can be ordered. */
const needed = ['firstName', 'lastName', 'storeId'] as const;

function textIn(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

/** Whether all that is needed is filled in. */
export function isFilled(form: HTMLFormElement): boolean {
  const fields = new FormData(form);
  return needed.every((name) => textIn(fields, name) !== '');
}

/** The order that a form states; none while payment's block, which brings the ways to pay, is away. Whether it is right is said by the server. */
export function orderIn(form: HTMLFormElement): DataOf<typeof PlaceOrder> | undefined {
  const fields = new FormData(form);
  if (!fields.has('paymentMethodId')) return undefined;
  const names = [...needed, 'orderId', 'paymentMethodId', 'total'] as const;
  return Object.fromEntries(names.map((name) => [name, textIn(fields, name)])) as DataOf<typeof PlaceOrder>;
}
