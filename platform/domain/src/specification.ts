import { deepStrictEqual } from 'node:assert/strict';
import type { Command, Event } from '@jogakbo/contract';
import { decided, evolved, isRejection, type Decider } from './decider.ts';
import type { Gathering } from './gathering.ts';
import { gatheringProcess } from './gathering-decider.ts';
import { keyed } from './keyed.ts';
import { sendings } from './outgoing.ts';
import { asHeard, commandsIn, type Process } from './process.ts';
import { foldRow, type Projection } from './projection.ts';
import type { Reaction } from './reaction.ts';
import type { Saga } from './saga.ts';
import { sagaProcess } from './saga-decider.ts';

/** The moment at which everything in a specification happens. */
export const now = new Date('2030-01-01T12:00:00Z');

/** Names that every object has, or that mean something to who takes one for a promise or writes it as JSON: as ids they are like any other. */
export const namesOfObjects: readonly string[] = [...Object.getOwnPropertyNames(Object.prototype), 'then', 'toJSON', 'prototype', 'length'];

/** What becomes of a saga's step other than its events: silence, a refused command, an undoing that is confirmed. */
export type StepOutcome =
  | { readonly kind: 'silence'; readonly step?: string | undefined }
  | { readonly kind: 'refusal'; readonly step: string; readonly reason: string }
  | { readonly kind: 'confirmation'; readonly step: string };

/** A step of a saga, or a gathering, has been waited for too long. */
export const timedOut = (step?: string): StepOutcome => ({ kind: 'silence', step });
/** The command of a saga's step, or of its undoing, was refused by its owner. */
export const refused = (step: string, reason: string): StepOutcome => ({ kind: 'refusal', step, reason });
/** The undoing of a saga's step is confirmed. */
export const undone = (step: string): StepOutcome => ({ kind: 'confirmation', step });

interface Decides {
  then: (...expected: Event[]) => void;
  thenNothing: () => void;
  thenRejected: (reason: string) => void;
}
interface Sends {
  then: (...expected: Command[]) => void;
  thenNothing: () => void;
}
interface Folds<Row> {
  then: (expected: Row | null) => void;
}
type GivenThenSends<Seen> = (...history: Seen[]) => { when: (seen: Seen) => Sends };

/**
 * The rulebook form of a spec, the same for all five definitions: given what happened, when this comes, then exactly that follows.
 *
 * @remarks A decider is asked by commands and answers by events. Sagas, reactions and gatherings hear events and answer by commands.
 * A projection hears events and has a row, `null` when there is none.
 * @example
 * const given = specification(door);
 * given(DoorOpened({ doorId })).when(OpenDoor({ doorId })).thenNothing();
 */
export function specification<Row>(
  subject: Projection<Row, any>,
): (...history: Event[]) => Folds<Row> & { when: (event: Event) => Folds<Row> };
export function specification(subject: Decider<any, any, any>): (...history: Event[]) => { when: (command: Command) => Decides };
export function specification(subject: Saga<any> | Gathering): GivenThenSends<Event | StepOutcome>;
export function specification(subject: Reaction<any>): GivenThenSends<Event>;
export function specification(subject: Projection<any, any> | Decider<any, any, any> | Saga<any> | Gathering | Reaction<any>): any {
  if ('into' in subject) return folding(subject);
  if ('decide' in subject) return deciding(subject);
  if ('stages' in subject) return hearing(sagaProcess(subject, 'specified'));
  if ('within' in subject) return hearing(gatheringProcess(subject, 'specified'));
  return reacting(subject);
}

const deciding =
  (subject: Decider) =>
  (...history: Event[]) => ({
    when: (command: Command): Decides => {
      const outcome = decided(subject, command, evolved(subject, history), { now });
      return {
        then: (...expected) => deepStrictEqual(outcome, expected),
        thenNothing: () => deepStrictEqual(outcome, []),
        thenRejected: (reason) => deepStrictEqual(isRejection(outcome) ? outcome.reason : outcome, reason),
      };
    },
  });

const folding =
  (projection: Projection) =>
  (...history: Event[]) => {
    const fold = (events: Event[]) =>
      events.reduce<unknown>(
        (row, event, index) => foldRow(projection, row, event, { position: index + 1, place: 0, occurredAt: now }),
        null,
      );
    return {
      then: (expected: unknown) => deepStrictEqual(fold(history), expected),
      when: (event: Event) => ({ then: (expected: unknown) => deepStrictEqual(fold([...history, event]), expected) }),
    };
  };

const sends = (commands: readonly { type: string; data?: unknown }[]): Sends => {
  const sent = commands.map(({ type, data }) => ({ kind: 'command', type, data }));
  return { then: (...expected) => deepStrictEqual(sent, expected), thenNothing: () => deepStrictEqual(sent, []) };
};

const reacting = (reaction: Reaction) => () => ({
  when: (event: Event) =>
    sends(
      event.type === reaction.on.type
        ? sendings(reaction.send).flatMap(({ commands }) => commands(asHeard([reaction.on], event).data))
        : [],
    ),
});

const hearing =
  (process: Process) =>
  (...history: (Event | StepOutcome)[]) => ({
    when: (seen: Event | StepOutcome) => {
      let state = process.decider.initialState();
      let key = '';
      const take = (next: Event | StepOutcome) => {
        if (next.kind === 'event') key = String(next.data[process.by]);
        const events = happens(process, state, next, key);
        state = evolved(process.decider, events, state);
        return events;
      };
      for (const earlier of history) take(earlier);
      return sends(take(seen).flatMap((event) => [...commandsIn(event)]));
    },
  });

function happens(process: Process, state: any, seen: Event | StepOutcome, key: string): Event[] {
  const decide = (command: Command, at = now) => {
    const outcome = decided(process.decider, command, state, { now: at });
    if (isRejection(outcome)) throw new Error(outcome.reason);
    return outcome;
  };
  if (seen.kind === 'event') return decide(process.hear(seen));
  if (seen.kind === 'silence') return decide(process.passDeadline(key), new Date(dueOf(process, state, seen.step)));
  const step = keyed.get<string, any>(state.steps, seen.step);
  const isUndoing = step?.undo?.isDone === false;
  const purpose = isUndoing ? `undo:${seen.step}:${step.undo.attempt}` : `step:${seen.step}:${step?.attempt}`;
  const outcome = seen.kind === 'refusal' ? { outcome: 'refused', reason: seen.reason } : { outcome: 'done' };
  return decide({ kind: 'command', type: 'HearOutcome', data: { [process.by]: key, purpose, ...outcome } });
}

/** When a step, or its undoing, is waited for no longer. */
function dueOf(process: Process, state: any, name?: string): string {
  const step = name === undefined ? undefined : keyed.get<string, any>(state.steps, name);
  const due = name === undefined ? process.dueAt(state) : step?.undo?.isDone === false ? step.undo.dueAt : !step?.isDone && step?.dueAt;
  if (!due) throw new Error(`Nothing is waited for${name === undefined ? '' : `: ${name}`}`);
  return due;
}
