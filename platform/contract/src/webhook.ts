import { z } from 'zod';

/** Where somebody outside the shop tells a vertical something on his own account. */
export interface Webhook {
  readonly path: `/webhooks/${string}`;
  /** The headers that the vertical is given, in small letters: by what they say it knows who tells it. */
  readonly headers: readonly string[];
}

/** What was posted to a webhook, as it came: a signature is over bytes, and no reading gives the same ones back. */
export const Posted = z.object({
  body: z.base64(),
  /** Those that the webhook declares, as far as they came. */
  headers: z.record(z.string(), z.string()),
});
export type Posted = z.infer<typeof Posted>;

export const WEBHOOK_PATH = /^\/webhooks\/[a-z0-9-]{1,64}$/;
/** What says who a visitor is reaches no webhook. */
const personal = new Set(['cookie', 'authorization', 'proxy-authorization']);

export function assertWebhook(type: string, { path, headers }: Webhook): void {
  if (!WEBHOOK_PATH.test(path)) throw new Error(`${type}: ${path} is no address of a webhook: /webhooks/<name>.`);
  for (const header of headers)
    if (personal.has(header) || !/^[a-z0-9-]+$/.test(header)) throw new Error(`${type}: a webhook is given no header ${header}.`);
}
