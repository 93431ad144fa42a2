import { milliseconds, type Command, type Event, type EventDefinition } from '@jogakbo/contract';
import { decider, reject, type Moment, type Rejection } from './decider.ts';
import { keyed } from './keyed.ts';
import { outgoing, type OutgoingCommand } from './outgoing.ts';
import { asHeard, type Process } from './process.ts';
import { commandsOfSaga, eventsOfSaga, type Saga, type Step } from './saga.ts';
import { sagaMessages, streamOfSaga, type SagaMessages } from './saga-messages.ts';
import {
  concernOfSaga,
  dueOfSaga,
  evolveSaga,
  newSaga,
  pendingSteps,
  pendingUndos,
  statusOfSaga,
  stepOf,
  stepsOf,
  wasAsked,
  type SagaState,
} from './saga-state.ts';

const LONGEST_PAUSE = 3_600_000;
/** Milliseconds until what was refused is asked for again: twice as long each time. */
const pause = (attempt: number, within: number) => Math.min(within, LONGEST_PAUSE, 1000 * 2 ** Math.min(attempt, 20));

/** Milliseconds until what was silent is asked for again: twice as long each time, or those who cannot keep up would be asked ever more. */
const patience = (attempt: number, within: number) => Math.max(within, Math.min(LONGEST_PAUSE, within * 2 ** (attempt - 1)));

/** A saga as it runs in a vertical. */
export function sagaProcess(saga: Saga, vertical: string): Process<SagaState> {
  const messages = sagaMessages(saga, vertical);
  const decide = (take: (course: Course, command: any) => void | Rejection) => (command: any, state: SagaState, moment: Moment) => {
    const course = new Course(saga, { messages, vertical, key: command[saga.by], moment }, state);
    return take(course, command) ?? course.events;
  };
  const made = decider(streamOfSaga(saga), {
    initialState: newSaga,
    commands: messages.commands,
    events: messages.events,
    decide: {
      HearEvent: decide((course, event) => course.hear(event)),
      HearOutcome: decide((course, { purpose, outcome, reason }) => course.hearOutcome(purpose, outcome, reason)),
      PassDeadline: decide((course) => course.passDeadline()),
      RetrySaga: decide((course) => course.askAgain()),
      CompensateSaga: decide((course, { reason }) => course.giveUp(reason)),
    },
    evolve: evolveSaga(saga),
  });
  return {
    kind: 'saga',
    name: saga.name,
    by: saga.by,
    decider: made,
    hears: eventsOfSaga(saga),
    sends: commandsOfSaga(saga),
    hear: (event) => messages.commands.HearEvent({ [saga.by]: event.data[saga.by], ...asHeard(eventsOfSaga(saga), event) }),
    passDeadline: (key): Command => messages.commands.PassDeadline({ [saga.by]: key }),
    hearOutcome: ({ key, purpose, outcome, reason }) => messages.commands.HearOutcome({ [saga.by]: key, purpose, outcome, reason }),
    retry: (key) => messages.commands.RetrySaga({ [saga.by]: key }),
    compensate: (key, reason) => messages.commands.CompensateSaga({ [saga.by]: key, reason }),
    statusOf: (state) => statusOfSaga(saga, state),
    dueAt: (state) => dueOfSaga(saga, state),
    concern: (state) => concernOfSaga(saga, state),
  };
}

interface Surroundings {
  readonly messages: SagaMessages;
  readonly vertical: string;
  readonly key: string;
  readonly moment: Moment;
}

/** One decision of a run: each event is taken into account before the next one is decided. */
class Course {
  readonly events: Event[] = [];
  private readonly saga: Saga;
  private readonly around: Surroundings;
  private state: SagaState;
  constructor(saga: Saga, around: Surroundings, state: SagaState) {
    this.saga = saga;
    this.around = around;
    this.state = state;
  }

  hear({ type, data }: Pick<Event, 'type' | 'data'>) {
    if (this.state.phase === 'new') return type === this.saga.start.on.type ? this.begin(data) : undefined;
    const step = stepsOf(this.saga).find(({ succeeds, fails }) => succeeds.type === type || fails?.type === type);
    const known = step && keyed.get(this.state.steps, step.name);
    if (!step || !known || known.isDone) return;
    if (step.succeeds.type !== type) return this.isPending(step) ? this.fail(step, data.reason ?? type, false) : undefined;
    if (this.state.phase === 'forward') return this.succeed(step, data);
    // It has been given up: what happened all the same is undone, maybe again.
    if (!step.compensate) return;
    this.record('StepSucceeded', { step: step.name, data });
    this.undo(step);
  }

  hearOutcome(purpose: string, outcome: 'done' | 'refused', reason = 'refused') {
    const [of, name, attempt] = purpose.split(':');
    const step = stepsOf(this.saga).find((candidate) => candidate.name === name);
    const known = step && keyed.get(this.state.steps, step.name);
    if (!step || !known) return;
    if (of === 'undo') {
      if (known.undo?.isDone !== false || String(known.undo.attempt) !== attempt) return;
      if (outcome === 'done') return this.record('StepCompensated', { step: name });
      return this.record('CompensationRefused', { step: name, reason, dueAt: this.soon(step, known.undo.attempt) });
    }
    if (outcome === 'done' || !this.isPending(step) || String(known.attempt) !== attempt) return;
    if (!this.isRetriable(step)) return this.fail(step, reason, false);
    this.record('StepRefused', { step: name, reason, dueAt: this.soon(step, known.attempt) });
  }

  passDeadline() {
    const now = this.around.moment.now.toISOString();
    for (const step of pendingSteps(this.saga, this.state)) {
      if (!this.isPending(step) || stepOf(this.state, step.name).dueAt > now) continue;
      if (this.isRetriable(step)) this.request(step);
      else this.fail(step, 'timed out', true);
    }
    for (const step of pendingUndos(this.saga, this.state)) if (stepOf(this.state, step.name).undo!.dueAt <= now) this.undo(step);
  }

  askAgain() {
    for (const step of pendingSteps(this.saga, this.state)) this.request(step);
    for (const step of pendingUndos(this.saga, this.state)) this.undo(step);
  }

  giveUp(reason: string): Rejection | undefined {
    if (this.state.phase !== 'forward') return undefined;
    const [step] = pendingSteps(this.saga, this.state);
    if (!step) return undefined;
    if (this.isRetriable(step)) return reject('SagaHasPassedItsPivot');
    this.fail(step, reason, true);
    return undefined;
  }

  private begin(data: unknown) {
    this.record('SagaStarted', { data });
    this.goOn();
  }

  private succeed(step: Step, data: unknown) {
    this.record('StepSucceeded', { step: step.name, data });
    this.goOn();
  }

  /** Asks for the next stage when the one before it is done. */
  private goOn() {
    const stage = this.saga.stages.find(({ steps }) => steps.some(({ name }) => !stepOf(this.state, name).isDone));
    if (!stage) return this.record('SagaCompleted', { commands: this.outgoing('completed', this.saga.completed, this.facts()) });
    if (stage.steps.every(({ name }) => !wasAsked(this.state, name))) for (const step of stage.steps) this.request(step);
  }

  private fail(step: Step, reason: string, mayHaveHappened: boolean) {
    const failure = { step: step.name, reason };
    this.record('StepFailed', { ...failure, mayHaveHappened });
    for (const done of stepsOf(this.saga).reverse()) {
      const known = keyed.get(this.state.steps, done.name);
      if (done.compensate && known && !known.hasFailed) this.undo(done);
    }
    const source = { [this.saga.start.as]: keyed.get(this.state.facts, this.saga.start.as), failure };
    this.record('SagaFailed', { ...failure, commands: this.outgoing('failed', this.saga.failed, source) });
  }

  private request(step: Step) {
    const attempt = stepOf(this.state, step.name).attempt + 1;
    const commands = this.outgoing(step.name, step.send, this.factsBefore(step));
    this.record('StepRequested', {
      ...{ step: step.name, attempt, dueAt: this.in(patience(attempt, milliseconds(step.within))) },
      commands: commands.map((command) => ({ ...command, purpose: `step:${step.name}:${attempt}` })),
    });
  }

  private undo(step: Step) {
    const attempt = (stepOf(this.state, step.name).undo?.attempt ?? 0) + 1;
    const commands = this.outgoing(`${step.name}.undo.${attempt}`, step.compensate!, this.factsBefore(step));
    this.record('CompensationRequested', {
      ...{ step: step.name, attempt, dueAt: this.in(patience(attempt, milliseconds(step.within))) },
      commands: commands.map((command) => ({ ...command, purpose: `undo:${step.name}:${attempt}`, confirm: true })),
    });
  }

  /** What was known before a step: its own answer, and that of a step beside it, may never have come. */
  private factsBefore(step: Step) {
    const stage = this.saga.stages.findIndex(({ steps }) => steps.includes(step));
    const before = this.saga.stages.slice(0, stage).flatMap(({ steps }) => steps.map(({ name }) => name));
    const known = [this.saga.start.as, ...before];
    return Object.fromEntries(known.map((name) => [name, keyed.get(this.state.facts, name)]));
  }

  private facts() {
    return Object.fromEntries(keyed.entries(this.state.facts));
  }

  private outgoing(id: string, sending: Parameters<typeof outgoing>[1], source: unknown): OutgoingCommand[] {
    return outgoing(`${this.around.vertical}.${streamOfSaga(this.saga)}.${this.around.key}.${id}`, sending, source);
  }

  private record(type: keyof SagaMessages['events'], data: object) {
    const { messages, key } = this.around;
    const definition: EventDefinition = messages.events[type];
    const event = definition({ [this.saga.by]: key, ...data });
    this.events.push(event);
    this.state = evolveSaga(this.saga)[type](this.state, event.data);
  }

  private isPending(step: Step): boolean {
    return pendingSteps(this.saga, this.state).includes(step);
  }
  private isRetriable(step: Step): boolean {
    return this.saga.stages.some(({ steps, isRetriable }) => isRetriable && steps.includes(step));
  }
  private soon(step: Step, attempt: number): string {
    return this.in(pause(attempt, milliseconds(step.within)));
  }
  private in(length: number): string {
    return new Date(this.around.moment.now.getTime() + length).toISOString();
  }
}
