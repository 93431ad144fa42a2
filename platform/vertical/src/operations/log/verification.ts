import { problem, ProblemError } from '@jogakbo/contract';
import { subjects, type Finding, type Verification } from '@jogakbo/protocol';
import { LogCheck } from './log-check.ts';
import type { LogMemory, Mark } from './log-memory.ts';
import type { WholeLog } from '../../event-log/whole-log.ts';

/** Whose logs are verified. */
export interface Verified {
  readonly vertical: string;
  readonly keepsLog: boolean;
  /** Deciders' names. */
  readonly aggregates: readonly string[];
  /** The logs that it reads, its own or others'. */
  readonly reads: readonly string[];
  /** Aborts when the process is to stop: nobody waits for a long walk then. */
  readonly stop: AbortSignal;
}

/** Findings that are listed; a log that is damaged all over is told of by their number. */
const LISTED = 1000;

/**
 * Walks a vertical's whole log and says what is not as it was written.
 *
 * @remarks What is found: a commit that was changed, taken out, put in or moved within its stream; positions without a commit; and
 * where the log ends before, or has another commit than, the vertical's database has seen (snapshots, inbox, outbox, checkpoints), or
 * was made after its commits: its end was cut off, or it was made anew. What cannot be found: a well-formed commit appended to a stream's
 * end, since commits are not signed; a cut-off end that the database had not seen, in a log that was not made anew; commits of different
 * streams that changed places, and changed contents of events from the outbox, which have no hash, unless the database
 * has seen them; and anything done by somebody who changed the database to match. It reads beside those who append, and takes memory for each
 * stream and each mark in the database, not for each commit.
 */
export class LogVerification {
  constructor(
    private readonly of: Verified,
    private readonly log: WholeLog,
    private readonly memory: LogMemory,
  ) {}

  /** What the database knows is asked for first: the log had all of it by then. */
  async verify(): Promise<Verification> {
    const { vertical, keepsLog, reads } = this.of;
    const seen = await this.memory.seen([...new Set([...reads, ...(keepsLog ? [vertical] : [])])]);
    const own = keepsLog ? await this.walk(await this.memory.marks(vertical)) : undefined;
    const findings = [...(own?.findings ?? []), ...(await this.behind(seen))].sort((one, other) => one.position - other.position);
    const { commits = 0, streams = 0 } = own ?? {};
    return { vertical, ...(own && { log: { commits, streams } }), findings: findings.slice(0, LISTED), total: findings.length };
  }

  private async walk(marks: readonly Mark[]): Promise<LogCheck> {
    const { vertical, aggregates, stop } = this.of;
    const found = await this.log.extentOf(vertical);
    const extent = found ?? { last: 0, made: new Date(0) };
    const check = new LogCheck({ vertical, aggregates, marks, extent });
    if (!found) check.findings.push({ subject: subjects.logOf(vertical), position: 0, what: 'The log is not there.' });
    else
      for await (const commit of this.log.walk(extent.last)) {
        if (stop.aborted) throw new ProblemError(problem('unavailable', `This process of ${vertical} stops: ask again`));
        check.take(commit);
      }
    check.end();
    return check;
  }

  /** Checkpoints beyond the end of their log. */
  private async behind(seen: Awaited<ReturnType<LogMemory['seen']>>): Promise<Finding[]> {
    const ends = new Map<string, number>();
    for (const { stream } of seen) ends.set(stream, ends.get(stream) ?? (await this.log.extentOf(stream))?.last ?? 0);
    return seen
      .filter(({ stream, position }) => position > ends.get(stream)!)
      .map(({ stream, position, reader }) => ({
        subject: subjects.logOf(stream),
        position,
        what: `${reader} has read up to here and the log ends at ${ends.get(stream)}: its end was cut off, or it was made anew.`,
      }));
  }
}
