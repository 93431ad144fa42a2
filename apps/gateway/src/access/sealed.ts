import { createHmac } from 'node:crypto';
import { sealData, unsealData } from 'iron-session';
import type { z } from 'zod';

/** The longest text that is taken for a seal: browsers keep no longer cookies. */
const LONGEST = 4096;

/** What a sealed text is for: one of another purpose is as good as forged. */
interface Purpose<T> {
  readonly name: string;
  /** Seconds. */
  readonly keptFor: number;
  readonly schema: z.ZodType<T>;
}

/**
 * Texts that only who holds the secrets can write or read: what a browser keeps for us, and any replica understands. The first secret
 * seals; what any of them has sealed can be opened.
 */
export class Sealed<T> {
  readonly keptFor: number;
  private readonly passwords: readonly string[];
  private readonly schema: z.ZodType<T>;

  constructor(secrets: readonly string[], { name, keptFor, schema }: Purpose<T>) {
    this.passwords = secrets.map((secret) => createHmac('sha256', secret).update(name).digest('base64url'));
    this.keptFor = keptFor;
    this.schema = schema;
  }

  seal(data: T): Promise<string> {
    return sealData({ data, at: Date.now() }, { password: this.passwords[0]!, ttl: this.keptFor });
  }

  /** What was sealed; nothing when it is forged, of another secret or purpose, or too old. */
  async open(text: string | undefined): Promise<T | undefined> {
    if (!text || text.length > LONGEST) return undefined;
    for (const password of this.passwords) {
      const { data, at } = await unsealData<{ data?: unknown; at?: number }>(text, { password, ttl: this.keptFor });
      // The library forgives a minute; the browser's own copy ends on time.
      if (at !== undefined) return Date.now() - at < this.keptFor * 1000 ? this.schema.safeParse(data).data : undefined;
    }
    return undefined;
  }
}
