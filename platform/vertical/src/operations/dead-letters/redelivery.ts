import { problem, ProblemError } from '@jogakbo/contract';
import type { Letter, Redelivered, RedeliveryRequest } from '@jogakbo/protocol';
import { remaining, log } from '@jogakbo/runtime';
import type { Reader } from '../../subscriptions/dead-letters.ts';
import type { DeadLetters, LetterKey } from './letters.ts';

/** What came of some letters of one key. */
export interface Stretch {
  readonly redelivered: number;
  /** Why the first of those that are left has failed again. */
  readonly failure?: string | undefined;
  /** Whether there may be more. */
  readonly goesOn: boolean;
}
export const NOTHING_LEFT: Stretch = { redelivered: 0, goesOn: false };

/** A reader that can do again what has failed for good. */
export interface Redelivering extends Reader {
  /** Does the next letters of a key again, in their order; those that succeed are none any more. */
  readonly redeliver: (key: string) => Promise<Stretch>;
}

/** Milliseconds before the deadline at which nothing new is begun. */
const ENDING = 1000;
const LISTED = 1000;
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Does again what has failed for good, key by key, each in its order.
 *
 * @remarks What a letter is about is read from the log anew. A key stops at the first letter that fails again, which then has the
 * new reason; the others go on. Any replica may do it, whoever reads meanwhile; what is done twice is nothing.
 */
export class Redelivery {
  private readonly letters: DeadLetters;
  private readonly readers: readonly Redelivering[];
  constructor(letters: DeadLetters, readers: readonly Redelivering[]) {
    this.letters = letters;
    this.readers = readers;
  }

  /** @throws ProblemError `not-found` when what is named has no letters. */
  async redeliver({ reader, key }: RedeliveryRequest): Promise<Redelivered> {
    const keys = await this.letters.keys(reader, key);
    if (keys.length === 0 && (reader !== undefined || key !== undefined)) throw this.nothingOf(reader, key);
    let redelivered = 0;
    const failed: Letter[] = [];
    for (const one of keys) {
      if (remaining() < ENDING) return { redelivered, failed, isWhole: false };
      const done = await this.redeliverKey(one);
      redelivered += done.redelivered;
      const letter = done.failure === undefined ? undefined : await this.letters.failedAgain(one, done.failure);
      if (letter && failed.length < LISTED) failed.push(letter);
      if (done.goesOn) return { redelivered, failed, isWhole: false };
    }
    return { redelivered, failed, isWhole: true };
  }

  /** Goes on until a letter fails, none is left, or there is no time for more. */
  private async redeliverKey({ reader, stream, key }: LetterKey): Promise<Stretch> {
    const redelivering = this.readers.find((each) => each.reader === reader && each.stream === stream);
    if (!redelivering) return { ...NOTHING_LEFT, failure: `${reader} reads ${stream} no more: nobody but you can tell what is to be done` };
    let redelivered = 0;
    try {
      for (;;) {
        const stretch = await redelivering.redeliver(key);
        redelivered += stretch.redelivered;
        if (!stretch.goesOn || remaining() < ENDING) return { ...stretch, redelivered };
      }
    } catch (error) {
      log.warn({ err: error, reader, key }, 'A dead letter failed again');
      return { redelivered, failure: messageOf(error), goesOn: false };
    }
  }

  private nothingOf(reader?: string, key?: string): ProblemError {
    const known = [...new Set(this.readers.map((each) => each.reader))].sort();
    const isKnown = reader === undefined || known.includes(reader);
    const nothing = `There is no dead letter${reader === undefined ? '' : ` of ${reader}`}${key === undefined ? '' : ` for ${key}`}`;
    return new ProblemError(problem('not-found', isKnown ? nothing : `There is no reader ${reader}; there is: ${known.join(', ')}`));
  }
}
