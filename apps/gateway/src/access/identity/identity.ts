import { createHash, generateKeyPairSync, randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';

const bytes = z.base64url().min(16);

/** What the shop's own provider keeps of its one account, and what it signs with; there is no password in it. */
export const Identity = z.object({
  name: z.string().min(1),
  password: z.object({ salt: bytes, hash: bytes, cost: z.number().int().positive() }),
  cookieKeys: z.array(bytes).min(1),
  signingKeys: z.array(z.looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), d: bytes })).min(1),
});
export type Identity = z.infer<typeof Identity>;

/** Reads the file that a start has made; says which file it is that doesn't fit. */
export function identityIn(file: string): Identity {
  try {
    return Identity.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`IDENTITY_FILE: ${file} is not a valid identity file`, { cause });
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest();
const strength = (cost: number) => ({ N: cost, maxmem: 256 * cost * 8 });
const derive = promisify<string, Buffer, number, { N: number; maxmem: number }, Buffer>(scrypt);

/** Whether these are the account's name and password; a wrong name takes as long as a wrong password. */
export async function isAccount({ name, password }: Identity, given: { name: string; password: string }): Promise<boolean> {
  const { salt, hash, cost } = password;
  const known = Buffer.from(hash, 'base64url');
  const found = await derive(given.password, Buffer.from(salt, 'base64url'), known.length, strength(cost));
  return [timingSafeEqual(found, known), timingSafeEqual(digest(given.name), digest(name))].every(Boolean);
}

/** 32 MB of memory per attempt, and a tenth of a second. */
const COST = 2 ** 15;

const secret = (length: number) => randomBytes(length).toString('base64url');

/** An account with a new password, which is said here and never again, and new keys. */
export function newIdentity(cost = COST): { identity: Identity; password: string } {
  const { kept, password } = newPassword(cost);
  return { identity: { name: 'staff', password: kept, cookieKeys: [secret(32)], signingKeys: [newSigningKey()] }, password };
}

/** A new password, and what is kept of it. */
export function newPassword(cost = COST): { kept: Identity['password']; password: string } {
  const [password, salt] = [secret(15), secret(16)];
  const hash = scryptSync(password, Buffer.from(salt, 'base64url'), 32, strength(cost)).toString('base64url');
  return { kept: { salt, hash, cost }, password };
}

/** A new key to sign with. */
export function newSigningKey(): Identity['signingKeys'][number] {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ format: 'jwk' }) as Identity['signingKeys'][number];
}
