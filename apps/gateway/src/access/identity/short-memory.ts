import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';

/** The most that is remembered of all sign-ins under way. */
const MOST = 10_000;
/** Seconds. */
const LONGEST = 600;

/**
 * What the shop's own provider remembers: sign-ins under way, for minutes.
 *
 * @remarks Who is in the middle of one when the gateway is replaced begins again. Nothing that lasts is here: accounts and
 * keys are in a file, and who has signed in is in the browser's sealed cookie.
 */
export class ShortMemory {
  private readonly kept = new LRUCache<string, AdapterPayload>({ max: MOST });

  /** What is remembered of one kind of thing. */
  readonly of = (kind: string): Adapter => {
    const { kept } = this;
    const key = (id: string) => `${kind}:${id}`;
    const found = (fits: (payload: AdapterPayload) => boolean) =>
      [...kept.entries()].find(([name, payload]) => name.startsWith(`${kind}:`) && fits(payload))?.[1];
    return {
      upsert: async (id, payload, expiresIn) => void kept.set(key(id), payload, { ttl: (expiresIn ?? LONGEST) * 1000 }),
      find: async (id) => kept.get(key(id)),
      findByUid: async (uid) => found((payload) => payload.uid === uid),
      findByUserCode: async (userCode) => found((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = kept.get(key(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void kept.delete(key(id)),
      revokeByGrantId: async (grantId) => {
        for (const [name, payload] of kept.entries()) if (payload.grantId === grantId) kept.delete(name);
      },
    };
  };
}
