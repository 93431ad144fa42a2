import { useState } from 'react';
import { ProblemError, problem, type CommandDefinition, type DataOf, type Problem, type ResultOf } from '@jogakbo/contract';
import { useRuntime } from './runtime.ts';

/** Sends one kind of command, and says how it is going. */
export interface SendCommand<C extends CommandDefinition> {
  (data: DataOf<C>): Promise<ResultOf<C> | undefined>;
  readonly pending: boolean;
  /** Why the last one was refused; cleared by the next. */
  readonly problem?: Problem;
}

/** A function that sends this command; a refusal becomes its `problem`, never an exception. */
export function useCommand<C extends CommandDefinition>(command: C): SendCommand<C> {
  const runtime = useRuntime();
  const [state, setState] = useState<{ pending: boolean; problem?: Problem }>({ pending: false });
  const send = async (data: DataOf<C>) => {
    setState({ pending: true });
    try {
      const result = await runtime.send(command, data);
      setState({ pending: false });
      return result;
    } catch (error) {
      const details = error instanceof ProblemError ? error.problem : problem('unavailable');
      setState({ pending: false, problem: details });
      return undefined;
    }
  };
  return Object.assign(send, state);
}
