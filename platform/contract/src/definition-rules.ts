import type { z } from 'zod';
import type { CookieDefinition, EventDefinition, Role, Told, Upcasts } from './message.ts';
import { assertNothingPersonal } from './personal.ts';
import { WEBHOOK_PATH, type Webhook } from './webhook.ts';

// What a definition has to keep to. A contract is held to it where its vertical starts; browsers are not sent this file.

export function assertReadable(type: string, version: number, upcasts: Upcasts) {
  for (let former = 1; former < version; former += 1)
    if (!upcasts[former])
      throw new Error(`${type} has version ${version} and no upcast from version ${former}: it would no longer be readable.`);
}

export function assertTold(type: string, shape: z.ZodRawShape, told: Told = []) {
  for (const field of told === 'changed' ? [] : told)
    if (!Object.hasOwn(shape, field)) throw new Error(`${type} has no field ${field} that could be told outside.`);
    else assertNothingPersonal(`What is told outside of ${type}`, shape[field]);
}

interface Heard {
  readonly roles?: readonly Role[];
  readonly refreshedBy?: readonly EventDefinition[];
}

/** A page that everybody may see is refreshed by what is told outside, and by nothing else. */
export function assertHeard(type: string, { roles = [], refreshedBy = [] }: Heard) {
  for (const event of roles.length > 0 ? [] : refreshedBy)
    if (event.told === undefined) throw new Error(`${type} is refreshed by ${event.type}, of which nobody outside is told.`);
}

export function assertOwn(vertical: string, type: string, cookies: readonly CookieDefinition[] = []) {
  for (const cookie of cookies)
    if (cookie.vertical !== vertical)
      throw new Error(`${type} names ${cookie.name}, a cookie of ${cookie.vertical}: it is not given to others.`);
}

/** What says who a visitor is reaches no webhook. */
const personal = new Set(['cookie', 'authorization', 'proxy-authorization']);

export function assertWebhook(type: string, { path, headers }: Webhook): void {
  if (!WEBHOOK_PATH.test(path)) throw new Error(`${type}: ${path} is no address of a webhook: /webhooks/<name>.`);
  for (const header of headers)
    if (personal.has(header) || !/^[a-z0-9-]+$/.test(header)) throw new Error(`${type}: a webhook is given no header ${header}.`);
}
