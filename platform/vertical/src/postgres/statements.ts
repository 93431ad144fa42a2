import { hash } from 'node:crypto';
import type pg from 'pg';

/** Statements that a connection keeps; texts that are made up as they go must not fill the server's memory. */
const KEPT = 400;

const names = new Map<string, string>();

/**
 * A statement that the server parses and plans once for each connection, and not each time.
 *
 * @remarks What has no values may be several statements, which cannot be kept.
 */
export function statement(text: string, values: readonly unknown[]): pg.QueryConfig {
  const name = values.length > 0 ? nameOf(text) : undefined;
  return { text, values: [...values], ...(name !== undefined && { name }) };
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= KEPT) return known;
  // Names are cut off after 63 characters.
  const name = hash('sha256', text, 'base64url');
  names.set(text, name);
  return name;
}

/** Whether a kept statement no longer fits the tables, which have changed since: its connection is of no use any more. */
export const isOutdated = (error: unknown): boolean => (error as { code?: unknown }).code === '0A000';
