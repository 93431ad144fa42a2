import type { ParcelStatus, Tracking } from '@jogakbo/delivery-contract';

/** What a step is called among the others. */
export const nameOf: Readonly<Record<ParcelStatus, string>> = {
  requested: 'On the packing list',
  packed: 'Packed',
  expected: 'A place kept in the store',
  ready: 'Ready for pickup',
  'handed over': 'Handed over to you',
  'return requested': 'Return asked for',
  stopped: 'Stopped',
  'taken back': 'Back with us',
  kept: 'Yours to keep',
};

/** The way of a parcel that nothing comes in between of. */
const way: readonly ParcelStatus[] = ['requested', 'packed', 'expected', 'ready', 'handed over'];

/** What it still has before it; one that goes nowhere, or has arrived, has nothing. */
export const ahead = ({ status, entries }: Pick<Tracking, 'status' | 'entries'>): readonly ParcelStatus[] =>
  way.includes(status) && status !== 'handed over' ? way.filter((step) => !entries.some((entry) => entry.status === step)) : [];

/** Where it is, in a sentence. */
export function sentenceFor({ status, entries, store }: Tracking): string {
  const at = store?.name ?? 'your store';
  const was = (step: ParcelStatus) => entries.some((entry) => entry.status === step);
  switch (status) {
    case 'requested':
      return 'We are about to pack it.';
    case 'packed':
    case 'expected':
      if (!was('packed')) return `There is a place for it at ${at}. We are about to pack it.`;
      return was('expected') ? `It is on its way to ${at}.` : `It is packed. Next, ${at} finds a place for it.`;
    case 'ready':
      return `It waits for you at ${at}.`;
    case 'handed over':
      return 'You have it. We wish you much joy with it.';
    case 'return requested':
      return `Bring it to ${at}. Your money goes back as soon as it is there.`;
    case 'stopped':
      return 'It stays with us, and your money goes back.';
    case 'taken back':
      return 'It is back with us, and your money goes back.';
    case 'kept':
      return 'You keep it, and your money goes back all the same.';
  }
}
