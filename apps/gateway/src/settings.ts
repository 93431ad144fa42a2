import { isIP } from 'node:net';
import { z } from 'zod';

/** So many; 0 for any number. */
const share = (most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be at least 0, which is no limit')
    .default(most)
    .transform((times) => times || Number.POSITIVE_INFINITY);

/** How long somebody stays signed in, in seconds. */
export { SESSION_SECONDS } from '@jogakbo/protocol';

/** Where browsers find the shop: its own host, as pages and cookies are of a whole host. */
export const PublicUrl = z
  .url({ protocol: /^https?$/, error: 'must be https://host' })
  .refine(
    (address) => URL.parse(address)?.href === `${URL.parse(address)?.origin}/`,
    'must be the address alone, without a path: https://host',
  )
  .transform((address) => new URL(address).origin);

/** Whether what a shop is asked and answers can be read on its way: others reach it, and nothing is known to encrypt it. */
export const isOpenToReaders = ({ host, publicUrl }: { readonly host: string; readonly publicUrl?: string | undefined }): boolean =>
  !/^(localhost|127(\.\d+){3}|::1)$/.test(host) && !publicUrl?.startsWith('https:');

/**
 * What one client may take of the shop: an address, and within it half as much one visitor.
 *
 * @remarks Whoever starts a gateway checks them by these schemas before it does.
 */
export const ClientSettings = z.object({
  /** Queries and pages a second, over ten seconds. */
  CLIENT_QUERIES: share(200),
  /** Commands a second, over ten seconds. */
  CLIENT_COMMANDS: share(50),
  /** Orders a minute, and whatever else a contract calls scarce. */
  CLIENT_ORDERS: share(300),
  /** Sign-ins that may be begun in a quarter of an hour. */
  CLIENT_SIGN_INS: share(100),
  /** Questions of all kinds that may be under way at once. */
  CLIENT_UNDER_WAY: share(48),
  /** Browsers that may listen to live events at once. */
  CLIENT_STREAMS: share(100),
  /** Browsers of all clients that may listen at once. */
  STREAMS: share(5000),
});
export type ClientSettings = z.infer<typeof ClientSettings>;

/** What stands before the gateway and says for whom it asks: addresses, networks, or their names. */
export const ProxySettings = z.object({
  TRUSTED_PROXY: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .refine((places) => places.every(isPlace), 'must be addresses or networks with commas between: 10.0.0.0/8,::1,loopback')
    .default([]),
});

function isPlace(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', length, ...rest] = text.split('/');
  const bits = isIP(address) === 4 ? 32 : 128;
  return isIP(address) > 0 && rest.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= bits));
}

/** All that is settled of the shop's door outside of the gateway. */
export const DoorSettings = z.object({ ...ClientSettings.shape, ...ProxySettings.shape });

/** No limits for clients: for what asks as often as it can, from one address. */
export const anyNumber: Record<string, string> = Object.fromEntries(Object.keys(ClientSettings.shape).map((name) => [name, '0']));
