import { problem, ProblemError, type Command } from '@jogakbo/contract';
import type { CompensationRequest, ProcessList, ProcessOutcome, ProcessView, RetryRequest } from '@jogakbo/protocol';
import { evolved, type Process } from '@jogakbo/domain';
import type { Database } from '../../postgres/database.ts';
import { orRefuse } from '../../event-log/aggregate-streams.ts';
import type { Processes } from '../../reactors/processes.ts';
import { machine } from '@jogakbo/runtime';

/** So many are listed at once. */
const LISTED = 100;
/** A step that was asked for so often gives cause for concern. */
const OFTEN = 3;

/** Where those who operate the shop look after a vertical's sagas and gatherings. */
export class ProcessDesk {
  private readonly processes: Processes;
  private readonly database: Database;
  constructor(processes: Processes, database: Database) {
    this.processes = processes;
    this.database = database;
  }

  /** What is under way; or only what was asked for often, was refused, or is overdue by more than a minute. */
  async list(isStuck: boolean): Promise<ProcessList> {
    const concerns = isStuck ? `and (attempts >= ${OFTEN} or reason is not null or due_at < now() - interval '1 minute')` : '';
    const open = `from process where status in ('under way', 'compensating') ${concerns}`;
    const processes = await this.database.query<ProcessView & Record<string, unknown>>(
      `select name, key, status, waits_for as "waitsFor", attempts, reason, to_jsonb(due_at) as "dueAt",
         to_jsonb(started_at) as "startedAt", to_jsonb(changed_at) as "changedAt" ${open} order by changed_at limit ${LISTED}`,
    );
    const [count] = await this.database.query<{ total: number }>(`select count(*)::int as total ${open}`);
    return { processes, total: count!.total };
  }

  /** Lets a saga ask at once for what it waits for. */
  retry({ name, key }: RetryRequest): Promise<ProcessOutcome> {
    return this.decide(name, key, ({ retry }) => retry?.(key));
  }

  /**
   * Lets a saga fail and undo what it has done.
   *
   * @throws ProblemError `rejected` when it has passed its pivot.
   */
  compensate({ name, key, reason }: CompensationRequest): Promise<ProcessOutcome> {
    return this.decide(name, key, ({ compensate }) => compensate?.(key, reason));
  }

  private async decide(name: string, key: string, commandOf: (process: Process) => Command | undefined): Promise<ProcessOutcome> {
    const process = this.processes.all.find(({ decider }) => decider.name === name);
    const command = process && commandOf(process);
    if (!process || !command) throw new ProblemError(problem('not-found', `There is no saga ${name}; there are: ${this.sagas()}`));
    orRefuse(await this.processes.decide(process, command, `operator.${machine.newId()}`));
    return this.outcomeOf(process, key, name);
  }

  /** Says how a saga stands by its own stream: the table of processes follows it in its own time. */
  private async outcomeOf(process: Process, key: string, name: string): Promise<ProcessOutcome> {
    const events = await this.processes.eventsOf(process, key);
    if (events.length === 0) throw new ProblemError(problem('not-found', `${name} has no run for ${key}`));
    const state = evolved(process.decider, events);
    return { status: process.statusOf(state), waitsFor: [...process.concern(state).waitsFor] };
  }

  private sagas() {
    return (
      this.processes.all
        .filter(({ kind }) => kind === 'saga')
        .map(({ decider }) => decider.name)
        .join(', ') || 'none'
    );
  }
}
