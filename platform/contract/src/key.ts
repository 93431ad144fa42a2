import { z } from 'zod';

/** 256 bits, base64url. */
const Bits256 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'a key: 43 letters, digits, - and _' });

/** A secret that opens something for whoever bears it, e.g. as part of a link; it stands in no log. */
export const Key = Bits256.brand<'Key'>();
export type Key = z.infer<typeof Key>;

/** What is kept of a key: enough to know it again, and not to make it. */
export const KeyDigest = Bits256.brand<'KeyDigest'>();
export type KeyDigest = z.infer<typeof KeyDigest>;
