import { hash } from 'node:crypto';
import { problem, ProblemError } from '@jogakbo/contract';

/** What came of a request: its answer, and what the visitor's browser is to keep. */
export interface NamedAnswer {
  readonly body: unknown;
  readonly cookies?: string | undefined;
}

/** A request that its caller has named. */
export interface NamedRequest {
  /** The same however often it comes. */
  readonly id: string;
  /** The fingerprint of what is asked. */
  readonly asked: string;
}

/** Where the names of requests are remembered, with their answers. */
export interface RequestNames {
  /**
   * Carries out what is asked, or gives the answer that it had.
   *
   * @param idAfterwards Its id by what the caller has been given with the answer: a first visitor comes again as somebody.
   * @throws ProblemError `name-taken` where something else was asked for under this name.
   */
  once(request: NamedRequest, carryOut: () => Promise<NamedAnswer>, idAfterwards?: () => string): Promise<NamedAnswer>;
}

/** The id of a request that has this name with this visitor: others may have the same name for theirs. */
export const idUnder = (name: string, identity: readonly (string | undefined)[]): string =>
  hash('sha256', JSON.stringify([name, ...identity]), 'base64url');

/** The name is taken by something else: nothing is carried out. */
export const nameIsTaken = (): ProblemError =>
  new ProblemError(problem('name-taken', 'Something else was asked for under this name before. Send this under a name of its own.'));
