import { hash } from 'node:crypto';

/** What a command asks for, in short: the same for the same data, in whatever order its fields stand. */
export const fingerprintOf = ({ type, data }: { readonly type: string; readonly data: unknown }): string =>
  hash('sha256', JSON.stringify([type, data], inOrder), 'base64url');

function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
