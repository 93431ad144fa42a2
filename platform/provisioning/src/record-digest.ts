import { hash } from 'node:crypto';
import { canonicalJson } from '@jogakbo/contract';

/**
 * The SHA-256 of a release's record as it stands in `release.json`, in whatever order its fields stand.
 *
 * @remarks Taken of the record as it is, not as a schema reads it: who deploys, the gateway and the shell may know different fields of it.
 */
export const recordDigest = (record: object): string => hash('sha256', canonicalJson(record), 'hex');
