import { hash } from 'node:crypto';
import { canonicalJson, withoutPersonal, type CommandDefinition } from '@jogakbo/contract';

/**
 * What a command asks for, in short: the same for the same data, in whatever order its fields stand.
 *
 * @remarks It says nothing about a person: it outlives what is forgotten, and a digest of a name can be guessed.
 */
export const fingerprintOf = ({ type, data }: { readonly type: string; readonly data: unknown }, definition?: CommandDefinition): string =>
  hash('sha256', canonicalJson([type, definition ? withoutPersonal(definition, data) : data]), 'base64url');
