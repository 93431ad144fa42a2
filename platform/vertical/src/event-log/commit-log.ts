import { hash } from 'node:crypto';
import { eventsIn, headerNames, type LoggedEvent, type Wire } from '@jogakbo/protocol';

/** Headers by which a stream's commits hold together. */
export const chainHeaders = {
  /** How many events the stream has with this commit. */
  version: 'jogakbo-version',
  /** The hash of the stream's commit before this one; empty for the first. */
  previous: 'jogakbo-previous',
  /** The hash of this commit: of its subject, its headers and its body. */
  hash: 'jogakbo-hash',
} as const;

/** One append to a stream, as it stands in the log. */
export interface Commit {
  /** Its place in the log of the whole vertical. */
  readonly position: number;
  readonly subject: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What is to be appended; the id makes a repeated append of the same commit nothing. */
export interface NewCommit extends Wire {
  readonly id: string;
  readonly subject: string;
}

/** The stream has other commits than whoever appends knows of. */
export class WrongVersion extends Error {
  constructor(subject: string) {
    super(`${subject} has newer commits`);
  }
}

/**
 * A vertical's own log, as aggregates need it.
 *
 * @remarks Every adapter passes `commitLogConformance` of `@jogakbo/testing`.
 */
export interface CommitLog {
  /** A stream's commits after a position of the log, oldest first; they may lag behind other processes' appends. */
  readAfter(subject: string, position: number): Promise<Commit[]>;
  /** The position of a stream's newest commit, as the log's leader knows it; 0 when there is none. */
  lastPosition(subject: string): Promise<number>;
  /**
   * Appends if the stream's newest commit is the one at `expected` (0: none), and returns the new one's position.
   *
   * @remarks When it resolves, the commit is kept as durably as the log keeps anything. Appending the same commit again is nothing.
   * @throws WrongVersion when somebody else has appended; nothing was.
   */
  append(commit: NewCommit, expected: number): Promise<number>;
}

/** A commit bound to the one before it: neither can be changed, left out or moved without a trace. */
export function chained(commit: NewCommit, { version, hash }: { version: number; hash: string }): NewCommit {
  const headers = { ...commit.headers, [chainHeaders.version]: String(version), [chainHeaders.previous]: hash };
  return { ...commit, headers: { ...headers, [chainHeaders.hash]: hashOf({ ...commit, headers }) } };
}

/** The hash that a commit should carry; the broker's own headers are no part of it. */
export function hashOf({ subject, headers, body }: Pick<Commit, 'subject' | 'headers' | 'body'>): string {
  const names = Object.keys(headers).filter((name) => name !== chainHeaders.hash && !/^nats-/i.test(name));
  const lines = names.sort().map((name) => `${name}:${headers[name]}\n`);
  return hash('sha256', `${subject}\n${lines.join('')}\n${body}`, 'base64url');
}

/** Whether a commit is as it was written, by its own hash. */
export const isWhole = (commit: Commit): boolean => commit.headers[chainHeaders.hash] === hashOf(commit);

export const eventsOf = ({ headers, body }: Commit): LoggedEvent[] =>
  eventsIn(
    (name) => headers[name],
    () => JSON.parse(body),
  );

/** The id of the command that a commit is the outcome of. */
export const causeOf = ({ headers }: Commit): string | undefined => headers[headerNames.causationId];
/** The fingerprint of that command; absent in what earlier releases have written. */
export const askedOf = ({ headers }: Commit): string | undefined => headers[headerNames.asked];
