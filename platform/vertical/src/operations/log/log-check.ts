import { headerNames, subjects, type Finding } from '@jogakbo/protocol';
import { chainHeaders, type Commit } from '../../event-log/commit-log.ts';
import type { Mark } from './log-memory.ts';
import { StreamChain } from './stream-chain.ts';
import type { Extent } from '../../event-log/whole-log.ts';

/** What is known of a log before it is walked. */
export interface Expected {
  readonly vertical: string;
  /** Deciders' names: every commit of their aggregates has chain headers. */
  readonly aggregates: readonly string[];
  /** Commits that the vertical's database knows of. */
  readonly marks: readonly Mark[];
  readonly extent: Extent;
}

/** Clocks of the broker and of those who write to it may differ by so much, in milliseconds. */
const CLOCKS = 60_000;

/** Takes a whole log, commit by commit, and finds what is not as it was written. */
export class LogCheck {
  readonly findings: Finding[] = [];
  /** How many commits were taken. */
  commits = 0;
  private readonly chains = new Map<string, StreamChain>();
  private readonly marks: Map<number, Mark[]>;
  private readonly whole: string;
  private last = 0;
  private isMadeAnew = false;

  constructor(private readonly expected: Expected) {
    this.marks = Map.groupBy(expected.marks, ({ position }) => position);
    this.whole = subjects.logOf(expected.vertical);
  }

  /** How many streams the commits were of. */
  get streams(): number {
    return this.chains.size;
  }

  /** The next commit. */
  take(commit: Commit): void {
    const { position } = commit;
    this.passOver(position - 1);
    this.last = position;
    this.commits += 1;
    this.findings.push(...this.chainOf(commit.subject).take(commit), ...this.unlike(commit));
    if (!this.isMadeAnew && this.isOlderThanLog(commit)) this.tellMadeAnew(position);
  }

  /** There are no more. */
  end(): void {
    const { last } = this.expected.extent;
    this.passOver(last);
    const beyond = [...this.marks.values()].flat();
    if (beyond.length === 0) return;
    const newest = beyond.reduce((most, { position }) => Math.max(most, position), 0);
    this.find(
      this.whole,
      last,
      `The log ends here and the database has seen it up to ${newest}: its end was cut off, or it was made anew.`,
    );
    for (const { subject, position, from } of beyond)
      this.find(subject, position, `The ${from} has seen a commit here and the log ends before it.`);
  }

  private chainOf(subject: string): StreamChain {
    const known = this.chains.get(subject);
    if (known) return known;
    const [aggregate] = subject.slice(this.whole.length - 1).split('.');
    const chain = new StreamChain(this.expected.aggregates.includes(aggregate!));
    this.chains.set(subject, chain);
    return chain;
  }

  /** Positions up to this one have no commit: the broker gives each to one, and never again. */
  private passOver(to: number) {
    const from = this.last + 1;
    if (from > to) return;
    this.find(this.whole, from, from === to ? 'The commit here was deleted.' : `All commits from here to ${to} were deleted.`);
    for (const [position, marks] of this.marks) {
      if (position > to) continue;
      this.marks.delete(position);
      for (const { subject, from: witness } of marks)
        this.find(subject, position, `The ${witness} has seen a commit here, and it was deleted.`);
    }
    this.last = to;
  }

  /** The marks that say something else of a commit. */
  private unlike({ subject, position, headers }: Commit): Finding[] {
    const marks = this.marks.get(position) ?? [];
    this.marks.delete(position);
    return marks
      .filter((mark) => mark.subject !== subject || headers[mark.header] !== mark.value)
      .map(({ subject, from }) => ({ subject, position, what: `The ${from} has seen another commit here than stands here now.` }));
  }

  /** Decisions are made on a log that is there; what the outbox has may have waited for it. */
  private isOlderThanLog({ headers }: Commit): boolean {
    return (
      headers[chainHeaders.hash] !== undefined && Date.parse(headers[headerNames.time] ?? '') + CLOCKS < this.expected.extent.made.getTime()
    );
  }

  private tellMadeAnew(position: number) {
    this.isMadeAnew = true;
    const made = this.expected.extent.made.toISOString();
    this.find(this.whole, position, `This commit says that it is older than its log, which was made at ${made}: the log was made anew.`);
  }

  private find(subject: string, position: number, what: string) {
    this.findings.push({ subject, position, what });
  }
}
