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
