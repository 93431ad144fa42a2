import type { Planting } from '@jogakbo/testing/planted';

/** A bug, and the tests that have to find it. */
export interface Bug extends Planting {
  /** The file of the tests, and a part of the name of one that must fail. */
  readonly caughtBy: string;
  readonly test: string;
}

const domain = 'platform/domain/src';
const service = 'platform/service/src';
const decider = 'tests/promises/src/decider.integration.spec.ts';
const sagas = 'tests/promises/src/saga.integration.spec.ts';

/** Bugs of the kinds that such systems really have. */
export const bugs: readonly Bug[] = [
  {
    name: 'an id that every object has as a name is known before it was told',
    file: `${domain}/keyed.ts`,
    instead: 'NoInfer<Key>): boolean => Object.hasOwn(contentOf(all), key)',
    planted: 'NoInfer<Key>): boolean => key in contentOf(all)',
    caughtBy: 'tests/architecture/names.spec.ts',
    test: 'in the field reservationId',
  },
  {
    name: 'a gathering counts duplicates',
    file: `${domain}/gathering-decider.ts`,
    instead: ' || keyed.has(parts, part)) return [];',
    planted: ') return [];',
    caughtBy: `${domain}/gathering.spec.ts`,
    test: 'keeps what came first',
  },
  {
    name: 'a gathering completes after it expired',
    file: `${domain}/gathering-decider.ts`,
    instead: "if (phase === 'completed' || phase === 'expired' ||",
    planted: "if (phase === 'completed' ||",
    caughtBy: `${domain}/gathering.spec.ts`,
    test: 'is not complete any more after it expired',
  },
  {
    name: 'a success that comes after its undoing stays',
    file: `${domain}/saga-decider.ts`,
    instead: "    this.record('StepSucceeded', { step: step.name, data });\n    this.undo(step);",
    planted: "    this.record('StepSucceeded', { step: step.name, data });",
    caughtBy: `${domain}/saga.spec.ts`,
    test: 'undoes a payment again that comes after it was given up',
  },
  {
    name: 'a step that was silent is not undone',
    file: `${domain}/saga-decider.ts`,
    instead: "else this.fail(step, 'timed out', true);",
    planted: "else this.fail(step, 'timed out', false);",
    caughtBy: `${domain}/saga.spec.ts`,
    test: 'undoes what may have happened when payment is silent',
  },
  {
    name: 'what was done first is undone first',
    file: `${domain}/saga-decider.ts`,
    instead: 'for (const done of stepsOf(this.saga).reverse()) {',
    planted: 'for (const done of stepsOf(this.saga)) {',
    caughtBy: `${domain}/saga.spec.ts`,
    test: 'undoes what may have happened when payment is silent',
  },
  {
    name: 'an undoing that nobody confirmed is forgotten',
    file: `${domain}/saga-decider.ts`,
    instead: 'if (stepOf(this.state, step.name).undo!.dueAt <= now) this.undo(step);',
    planted: 'if (stepOf(this.state, step.name).undo!.dueAt < "") this.undo(step);',
    caughtBy: `${domain}/saga.spec.ts`,
    test: 'asks for an undoing again that nobody confirmed',
  },
  {
    name: 'a saga fails behind its pivot',
    file: `${domain}/saga-decider.ts`,
    instead: 'if (this.isRetriable(step)) this.request(step);',
    planted: '',
    caughtBy: `${domain}/saga.spec.ts`,
    test: 'asks again past the point of no return',
  },
  {
    name: 'an event of a former version is read as it is',
    file: 'platform/contract/src/commit.ts',
    instead: 'former < definition.version; former += 1) upcast',
    planted: 'former < version; former += 1) upcast',
    caughtBy: 'platform/contract/src/commit.spec.ts',
    test: 'is read as today’s',
  },
  {
    name: 'amounts with other digits are added',
    file: 'platform/contract/src/money.ts',
    instead: 'one.code === other.code && one.digits === other.digits',
    planted: 'one.code === other.code',
    caughtBy: 'platform/contract/src/money.spec.ts',
    test: 'is not added to the same code with other digits',
  },
  {
    name: 'an order is placed for as much of another currency',
    file: 'verticals/checkout/backend/src/order/place-order.handler.ts',
    instead: 'if (writeMoney(now) !== agreed)',
    planted: 'if (parseFloat(writeMoney(now)) !== parseFloat(agreed))',
    caughtBy: 'verticals/checkout/backend/src/order/place-order.integration.spec.ts',
    test: 'as much of another currency',
  },
  {
    name: 'there is no inbox',
    file: `${service}/log/aggregate-streams.ts`,
    instead: 'if (before !== undefined) return { events: [], position: before };',
    planted: '',
    caughtBy: decider,
    test: 'is made once for a command that comes again',
  },
  {
    name: 'a no is said on what was remembered',
    file: `${service}/log/aggregate-streams.ts`,
    instead: 'if ((await this.parts.log.lastPosition(this.subjectOf(key))) !== known.position) {',
    planted: 'if (!known) {',
    caughtBy: decider,
    test: 'is no longer a no when what spoke against it is gone',
  },
  {
    name: 'the append is not checked',
    file: `${service}/log/jetstream-log.ts`,
    instead: 'msgID: id, expect, timeout',
    planted: 'msgID: id, timeout',
    caughtBy: decider,
    test: 'is made on one state by one of many',
  },
  {
    name: 'a snapshot of another definition is read',
    file: `${service}/log/snapshots.ts`,
    instead: 'where aggregate = $1 and key = $2 and definition = $3',
    planted: 'where aggregate = $1 and key = $2 and $3 = $3',
    caughtBy: decider,
    test: 'of another definition is not read',
  },
  {
    name: 'a chain that is broken is read on',
    file: `${service}/log/aggregate-streams.ts`,
    instead: 'if (headers[chainHeaders.previous] !== known.hash)',
    planted: 'if (!headers)',
    caughtBy: 'tests/promises/src/damage.integration.spec.ts',
    test: 'no decision is made without a snapshot',
  },
  {
    name: 'a reader goes on where the log ends before its checkpoint',
    file: `${service}/readers/log-reader.ts`,
    instead: 'if (info && info.state.last_seq >= checkpoint)',
    planted: 'if (info)',
    caughtBy: 'tests/promises/src/projection.integration.spec.ts',
    test: 'stops and says so when its log ends before its checkpoint',
  },
  {
    name: 'deadlines are lost',
    file: `${service}/processes/deadlines.ts`,
    instead: 'where due_at <= $1',
    planted: 'where due_at <= $1::timestamptz - make_interval(years => 1)',
    caughtBy: sagas,
    test: 'fails when a step is silent for too long',
  },
  {
    name: 'nobody hears that a command was refused',
    file: `${service}/commands/command-reader.ts`,
    instead: 'if (refusal === undefined) {',
    planted: 'if (refusal === undefined || reply) {',
    caughtBy: sagas,
    test: 'fails at once when a command is refused',
  },
  {
    name: 'a reaction does not know what it has done',
    file: `${service}/processes/courier.ts`,
    instead: 'id: `reaction-${name}.${event.id}.${place}`',
    planted: 'id: `reaction-${name}.${Math.random()}.${place}`',
    caughtBy: sagas,
    test: 'changes nothing: each saga, reaction and gathering knows what it has heard',
  },
  {
    name: 'every other event is not heard',
    file: `${service}/processes/hearing.ts`,
    instead: 'decide(process, process.hear(event), event.id)',
    planted: 'event.occurrence.position % 2 ? undefined : decide(process, process.hear(event), event.id)',
    caughtBy: sagas,
    test: 'reserves, authorizes and captures',
  },
  {
    name: 'a reader goes on over what it was not given',
    file: `${service}/readers/whole-delivery.ts`,
    instead: 'if (deliverySequence !== this.arrived) throw missing();',
    planted: 'if (deliverySequence < this.arrived) throw missing();',
    caughtBy: 'tests/promises/src/projection.integration.spec.ts',
    test: 'were given to somebody else',
  },
  {
    name: 'who hangs keeps its duties',
    file: `${service}/postgres/session.ts`,
    instead: 'set idle_session_timeout = ${silence}',
    planted: 'set idle_session_timeout = 0',
    caughtBy: 'tests/promises/src/leadership.integration.spec.ts',
    test: 'falls silent, as one that hangs does',
  },
];
