import { z } from 'zod';
import { field, outgoingCommands as commands, processMessages } from './process.ts';
import type { Saga } from './saga.ts';

const taken = ['data', 'step', 'attempt', 'dueAt', 'reason', 'commands', 'type', 'purpose', 'outcome'];

/** The kind of stream that has the runs of a saga. */
export const streamOfSaga = ({ name }: Saga): string => `saga-${name}`;

/** What can be asked of a saga's run, and what happens to it. */
export function sagaMessages(saga: Saga, vertical: string) {
  const { name, by } = saga;
  if (taken.includes(by)) throw new Error(`Saga ${name}: ${by} can't be its key, since its events have a field of that name.`);
  const { event, command } = processMessages(vertical, streamOfSaga(saga), by);
  const { data, step, attempt, dueAt, reason } = field;
  return {
    events: {
      SagaStarted: event('SagaStarted', 'A saga began.', { data }),
      StepRequested: event('StepRequested', 'A step was asked for.', { step, attempt, dueAt, commands }),
      StepRefused: event('StepRefused', 'A step that must happen was refused; it will be asked for again.', { step, reason, dueAt }),
      StepSucceeded: event('StepSucceeded', 'A step happened.', { step, data }),
      StepFailed: event('StepFailed', 'A step will not happen, or nobody knows whether it did.', {
        step,
        reason,
        mayHaveHappened: z.boolean(),
      }),
      SagaCompleted: event('SagaCompleted', 'All steps of a saga have happened.', { commands }),
      SagaFailed: event('SagaFailed', 'A saga failed; what happened is being undone.', { step, reason, commands }),
      CompensationRequested: event('CompensationRequested', 'The undoing of a step was asked for.', { step, attempt, dueAt, commands }),
      CompensationRefused: event('CompensationRefused', 'An undoing was refused; it will be asked for again.', { step, reason, dueAt }),
      StepCompensated: event('StepCompensated', 'A step is undone.', { step }),
    },
    commands: {
      HearEvent: command('HearEvent', 'Tells a saga of an event.', { type: z.string(), data }),
      HearOutcome: command('HearOutcome', 'Tells a saga what became of a command that it sent.', {
        purpose: z.string(),
        outcome: z.enum(['done', 'refused']),
        reason: z.string().optional(),
      }),
      PassDeadline: command('PassDeadline', 'Lets a saga see what it has waited for too long.', {}),
      RetrySaga: command('RetrySaga', 'Asks at once for what a saga waits for.', {}),
      CompensateSaga: command('CompensateSaga', 'Lets a saga fail that has not passed its pivot.', { reason }),
    },
  };
}
export type SagaMessages = ReturnType<typeof sagaMessages>;
