import { keyed, type Keyed } from './keyed.ts';
import type { ProcessStatus } from './process.ts';
import type { Failure, Saga, Step } from './saga.ts';

/** How one step of a run stands. */
export interface StepState {
  /** How often it was asked for; 0 when it wasn't yet. */
  readonly attempt: number;
  readonly dueAt: string;
  readonly isDone: boolean;
  /** Whether it is known that it did not happen. */
  readonly hasFailed: boolean;
  readonly reason?: string;
  readonly undo?: { readonly attempt: number; readonly dueAt: string; readonly isDone: boolean; readonly reason?: string };
}

/** How a run of a saga stands: JSON, and nothing in it but what its events said. */
export interface SagaState {
  readonly phase: 'new' | 'forward' | 'completed' | 'failed';
  /** What is known: by name, the data of its start and of each step that succeeded. */
  readonly facts: Keyed<string, unknown>;
  readonly steps: Keyed<string, StepState>;
  readonly failure?: Failure;
}

export const newSaga = (): SagaState => ({ phase: 'new', facts: keyed.none(), steps: keyed.none() });

/** How a step stands; one that was not asked for yet stands nowhere. */
export const stepOf = (state: SagaState, step: string): StepState =>
  keyed.get(state.steps, step) ?? { attempt: 0, dueAt: '', isDone: false, hasFailed: false };
const withStep = (state: SagaState, step: string, change: Partial<StepState>): SagaState => ({
  ...state,
  steps: keyed.with(state.steps, step, { ...stepOf(state, step), ...change }),
});
const withUndo = (state: SagaState, step: string, change: Partial<NonNullable<StepState['undo']>>) =>
  withStep(state, step, { undo: { attempt: 0, dueAt: '', isDone: false, ...stepOf(state, step).undo, ...change } });

/** What follows from each event of a run. */
export const evolveSaga = (saga: Saga) => ({
  SagaStarted: (state: SagaState, { data }: any): SagaState => ({
    ...state,
    phase: 'forward',
    facts: keyed.with(keyed.none<string, unknown>(), saga.start.as, data),
  }),
  StepRequested: (state: SagaState, { step, attempt, dueAt }: any) => withStep(state, step, { attempt, dueAt }),
  StepRefused: (state: SagaState, { step, reason, dueAt }: any) => withStep(state, step, { reason, dueAt }),
  StepSucceeded: (state: SagaState, { step, data }: any): SagaState => ({
    ...withStep(state, step, { isDone: true }),
    facts: keyed.with(state.facts, step, data),
  }),
  StepFailed: (state: SagaState, { step, mayHaveHappened }: any) => withStep(state, step, { hasFailed: !mayHaveHappened }),
  SagaCompleted: (state: SagaState): SagaState => ({ ...state, phase: 'completed' }),
  SagaFailed: (state: SagaState, { step, reason }: any): SagaState => ({ ...state, phase: 'failed', failure: { step, reason } }),
  CompensationRequested: (state: SagaState, { step, attempt, dueAt }: any) => withUndo(state, step, { attempt, dueAt, isDone: false }),
  CompensationRefused: (state: SagaState, { step, reason, dueAt }: any) => withUndo(state, step, { reason, dueAt }),
  StepCompensated: (state: SagaState, { step }: any) => withUndo(state, step, { isDone: true }),
});

/** The steps that a run waits for: asked for, and neither done nor given up. */
export const pendingSteps = (saga: Saga, state: SagaState): Step[] =>
  state.phase === 'forward' ? stepsOf(saga).filter(({ name }) => wasAsked(state, name) && !stepOf(state, name).isDone) : [];

/** The steps whose undoing was asked for and is not confirmed. */
export const pendingUndos = (saga: Saga, state: SagaState): Step[] =>
  stepsOf(saga).filter(({ name }) => stepOf(state, name).undo?.isDone === false);

export const stepsOf = ({ stages }: Saga): Step[] => stages.flatMap(({ steps }) => steps);
export const wasAsked = (state: SagaState, step: string): boolean => stepOf(state, step).attempt > 0;

export function statusOfSaga(saga: Saga, state: SagaState): ProcessStatus {
  if (state.phase === 'completed') return 'completed';
  if (state.phase === 'failed') return pendingUndos(saga, state).length > 0 ? 'compensating' : 'failed';
  return 'under way';
}

/** The next moment at which a run waits no longer. */
export function dueOfSaga(saga: Saga, state: SagaState): string | undefined {
  const steps = pendingSteps(saga, state).map(({ name }) => stepOf(state, name).dueAt);
  const undos = pendingUndos(saga, state).map(({ name }) => stepOf(state, name).undo!.dueAt);
  return [...steps, ...undos].sort()[0];
}

export function concernOfSaga(saga: Saga, state: SagaState) {
  const steps = pendingSteps(saga, state).map(({ name }) => ({ waitsFor: name, ...stepOf(state, name) }));
  const undos = pendingUndos(saga, state).map(({ name }) => ({ waitsFor: `the undoing of ${name}`, ...stepOf(state, name).undo! }));
  const all = [...steps, ...undos];
  return {
    waitsFor: all.map(({ waitsFor }) => waitsFor),
    attempts: Math.max(0, ...all.map(({ attempt }) => attempt)),
    reason: all.find(({ reason }) => reason)?.reason ?? state.failure?.reason,
  };
}
