import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { Key, KeyDigest } from '@jogakbo/contract';
import { currentCall, machine } from '@jogakbo/runtime';

/** A key that nobody has had before. */
export const newKey = (): Key => Key.parse(hash('sha256', machine.newId() + machine.newId(), 'base64url'));

/** The key to one thing, made of the key to all of its kind: who has it can open no other. */
export const keyTo = (thing: string, all: Key): Key => Key.parse(createHmac('sha256', all).update(thing).digest('base64url'));

/** What is kept of a key. */
export const digestOf = (key: Key): KeyDigest => KeyDigest.parse(hash('sha256', key, 'base64url'));

/** Whether a key is the one that this is the digest of. */
export const fits = (key: Key, digest: KeyDigest): boolean => timingSafeEqual(Buffer.from(digestOf(key)), Buffer.from(digest));

/** Whether the current call may see what a key locks: it bears the key, or staff makes it. */
export const mayOpen = (key: Key | undefined, digest: KeyDigest): boolean =>
  (key !== undefined && fits(key, digest)) || (currentCall()?.roles.includes('staff') ?? false);
