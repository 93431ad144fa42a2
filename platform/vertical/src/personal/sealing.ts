import { createCipheriv, createDecipheriv, hash } from 'node:crypto';
import type { Sealed } from '@jogakbo/contract';
import { machine } from '@jogakbo/runtime';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;
/** Bytes to whose multiples a text is filled up: how long a name is says something about it. */
const BLOCK = 64;

const random = () => hash('sha256', machine.newId() + machine.newId(), 'buffer');

/** A key that nobody has had before, of 256 bits. */
export const newSealingKey = (): Buffer => random();

/** Seals a value; `about` says where it stands, and it can be opened nowhere else. */
export function seal(value: unknown, key: Buffer, about: string): Sealed {
  const text = JSON.stringify(value);
  const padded = text + ' '.repeat((BLOCK - (Buffer.byteLength(text) % BLOCK)) % BLOCK);
  const nonce = random().subarray(0, NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(padded, 'utf8'), cipher.final()]);
  return { sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url') };
}

/** @throws Error when it was changed, moved, or sealed with another key. */
export function unseal({ sealed }: Sealed, key: Buffer, about: string): unknown {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8'));
}
