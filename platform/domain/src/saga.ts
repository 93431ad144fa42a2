import type { CommandDefinition, CommandFrom, DataOf, Duration, EventAbout, EventDefinition } from '@jogakbo/contract';
import { commandsSent, type Sending } from './outgoing.ts';

/** Why a saga failed, and at which of its steps. */
export interface Failure {
  readonly step: string;
  /** What its event, the refused command or the passed deadline says. */
  readonly reason: string;
}

/** A step that is asked for until it succeeds: all that may stand behind the pivot. */
export interface RetriableStep<Facts, Succeeded extends EventDefinition> {
  /** The command that asks for this step. */
  readonly send: CommandFrom<Facts>;
  /** The event that says that it happened; its data is known by the step's name from then on. */
  readonly succeeds: Succeeded;
  /** How long is waited for it: then it is asked for again, or the saga fails. */
  readonly within: Duration;
}

/** A step that may fail, and can be undone. */
export interface CompensableStep<Key extends string, Facts, Succeeded extends EventDefinition> extends RetriableStep<Facts, Succeeded> {
  /** The event that says that it will not happen: the saga fails. Its `reason`, if it has one, is the failure's. */
  readonly fails?: EventAbout<Key>;
  /** The command that undoes it. It is made of what was known before the step: an undo may be needed where no answer ever came. */
  readonly compensate?: CommandFrom<Facts>;
}

/** A step as it stands in a saga. */
export interface Step extends CompensableStep<string, any, EventDefinition> {
  readonly name: string;
}

/** Steps that are asked for at the same time: mostly one. */
export interface Stage {
  readonly steps: readonly Step[];
  /** Whether it stands behind the pivot. */
  readonly isRetriable: boolean;
}

/** A process over verticals, conducted by one of them: its steps, each beside its undo. */
export interface Saga<Key extends string = string> {
  readonly name: string;
  readonly by: Key;
  readonly start: { readonly as: string; readonly on: EventDefinition };
  readonly stages: readonly Stage[];
  readonly completed: Sending<any>;
  readonly failed: Sending<any>;
}

type StepFor<Key extends string, Facts, Succeeded extends EventDefinition, HasPivoted extends boolean> = HasPivoted extends true
  ? RetriableStep<Facts, Succeeded> & { readonly fails?: never; readonly compensate?: never }
  : CompensableStep<Key, Facts, Succeeded>;

type Successes<Key extends string> = Record<string, EventAbout<Key>>;
type FactsOf<S extends Record<string, EventDefinition>> = { readonly [Name in keyof S]: DataOf<S[Name]> };

/** Builds a saga from its first step to its last. */
class SagaBuilder<Key extends string, Start, Facts, HasPivoted extends boolean = false> {
  private readonly saga: Saga<Key>;
  private readonly hasPivoted: boolean;
  constructor(saga: Saga<Key>, hasPivoted: boolean) {
    this.saga = saga;
    this.hasPivoted = hasPivoted;
  }

  /** The next step; it is asked for when all before it have succeeded. */
  step<const Name extends string, Succeeded extends EventAbout<Key>>(name: Name, step: StepFor<Key, Facts, Succeeded, HasPivoted>) {
    return this.with<FactsOf<{ [N in Name]: Succeeded }>>([{ name, ...step }]);
  }

  /** Steps that are asked for at the same time; the next one is, when all of them have succeeded. */
  together<S extends Successes<Key>>(steps: { readonly [Name in keyof S]: StepFor<Key, Facts, S[Name], HasPivoted> }) {
    return this.with<FactsOf<S>>(Object.entries(steps).map(([name, step]) => ({ name, ...(step as object) }) as Step));
  }

  /** The point of no return: what stands behind it cannot fail, only be asked for again. */
  pivot() {
    return new SagaBuilder<Key, Start, Facts, true>(this.saga, true);
  }

  /** What is sent when all steps have succeeded. */
  completed(completed: Sending<Facts>) {
    return new SagaBuilder<Key, Start, Facts, HasPivoted>({ ...this.saga, completed }, this.hasPivoted);
  }

  /** What is sent when the saga has failed, beside the undoing of its steps; ends the declaration. */
  failed(failed: Sending<Start & { readonly failure: Failure }>): Saga<Key> {
    return { ...this.saga, failed };
  }

  private with<More>(steps: readonly Step[]) {
    const { name, stages, start } = this.saga;
    const known = [start.as, 'failure', ...stages.flatMap(({ steps: before }) => before.map((step) => step.name))];
    const heard = [start.on, ...stages.flatMap((stage) => stage.steps.flatMap(eventsHeard))].map(({ type }) => type);
    for (const step of steps) {
      if (known.includes(step.name)) throw new Error(`Saga ${name}: ${step.name} is there already.`);
      const twice = eventsHeard(step).find(({ type }) => heard.includes(type));
      if (twice) throw new Error(`Saga ${name}: ${twice.type} already says something about a step before ${step.name}.`);
    }
    const stage = { steps, isRetriable: this.hasPivoted };
    return new SagaBuilder<Key, Start, Facts & More, HasPivoted>({ ...this.saga, stages: [...stages, stage] }, this.hasPivoted);
  }
}

const eventsHeard = ({ succeeds, fails }: Step): EventDefinition[] => [succeeds, ...(fails ? [fails] : [])];

/** The events that a saga hears: its start, and what becomes of its steps. */
export const eventsOfSaga = ({ start, stages }: Saga): EventDefinition[] => [
  start.on,
  ...stages.flatMap(({ steps }) => steps.flatMap(eventsHeard)),
];

/** The commands that a saga may send. */
export const commandsOfSaga = ({ stages, completed, failed }: Saga): CommandDefinition[] => [
  ...stages.flatMap(({ steps }) => steps.flatMap(({ send, compensate }) => commandsSent(compensate ? [send, compensate] : send))),
  ...commandsSent(completed),
  ...commandsSent(failed),
];

/**
 * Declares a saga. The name is durable: it names the saga's streams and its checkpoints.
 *
 * @remarks Its steps are asked for one after the other, those of `together` at once. When one fails — by its event, by a refused
 * command, or by silence — all that happened, or may have, is undone, the last first. Behind the pivot a step
 * is asked for until it succeeds. So each saga that starts ends: completed, or failed and fully undone. It runs once for each key;
 * deadlines survive restarts; an undo may arrive before its do, and a success that comes after its undo is undone again.
 * @see Hector Garcia-Molina and Kenneth Salem, Sagas (1987)
 * @example
 * export const checkout = saga('checkout', { by: 'orderId' })
 *   .startedBy('order', OrderPlaced)
 *   .step('stock', {
 *     send: ReserveStock.from(({ order }) => ({ orderId: order.orderId, lines: order.lines })),
 *     succeeds: StockReserved,
 *     fails: StockUnavailable,
 *     compensate: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
 *     within: '2 minutes',
 *   })
 *   .completed(ConfirmOrder.from(({ order }) => ({ orderId: order.orderId })))
 *   .failed(RejectOrder.from(({ order, failure }) => ({ orderId: order.orderId, reason: failure.reason })));
 */
export const saga = <const Key extends string>(name: string, { by }: { readonly by: Key }) => ({
  /** The event that begins it; its data is known by this name from then on. */
  startedBy: <const As extends string, E extends EventAbout<Key>>(as: As, on: E) =>
    new SagaBuilder<Key, FactsOf<{ [N in As]: E }>, FactsOf<{ [N in As]: E }>>(
      { name, by, start: { as, on }, stages: [], completed: [], failed: [] },
      false,
    ),
});
