import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { subjects } from '@jogakbo/protocol';
import { chained, chainHeaders, WrongVersion, type CommitLog, type NewCommit } from '@jogakbo/vertical/testing';

const PAUSE = 20;
/** Milliseconds after which a log that doesn't answer is taken for lost; an election takes less than ten seconds. */
const PATIENCE = 120_000;

/** A commit that its writer was told is kept. */
export interface Acknowledged {
  readonly id: string;
  readonly subject: string;
  readonly position: number;
}

/** The end of a stream, as all writers know it before a round. */
interface Head {
  readonly version: number;
  readonly hash: string;
  readonly position: number;
}

/** Writers that all append to the same streams, each round of a stream on the same expectation: one may win. */
export class Contest {
  readonly acknowledged: Acknowledged[] = [];
  /** How many appends were refused as they should. */
  refused = 0;
  /** How often nobody knew what had become of an append, which then was made again. */
  unanswered = 0;
  readonly faults: string[] = [];
  /** Milliseconds between one win and the next, at most. */
  longestSilence = 0;
  private lastAt = performance.now();

  constructor(
    private readonly vertical: string,
    private readonly writers: readonly CommitLog[],
  ) {}

  /** Plays rounds on several streams side by side. */
  async play(rounds: number, streams: number): Promise<void> {
    this.lastAt = performance.now();
    const share = (stream: number) => Math.floor(rounds / streams) + (stream < rounds % streams ? 1 : 0);
    await Promise.all(Array.from({ length: streams }, (_, stream) => this.playOn(`stream-${stream}`, share(stream))));
  }

  private async playOn(key: string, rounds: number): Promise<void> {
    const subject = subjects.log(this.vertical, 'contested', key);
    let head: Head | undefined = { version: 0, hash: '', position: 0 };
    for (let round = 1; round <= rounds && head; round += 1) head = await this.round(subject, head);
  }

  /** All writers append on the same expectation; answers the new head, or nothing when there is no single winner. */
  private async round(subject: string, head: Head): Promise<Head | undefined> {
    const commits = this.writers.map((_, writer) => commitOf(subject, writer, head));
    const positions = await Promise.all(commits.map((commit, writer) => this.append(this.writers[writer]!, commit, head.position)));
    const won = commits.flatMap((commit, writer) => (positions[writer] === undefined ? [] : [{ commit, position: positions[writer] }]));
    this.refused += commits.length - won.length;
    for (const { commit, position } of won) this.acknowledged.push({ id: commit.id, subject, position });
    this.longestSilence = Math.max(this.longestSilence, performance.now() - this.lastAt);
    this.lastAt = performance.now();
    const [winner] = won;
    if (winner && won.length === 1)
      return { version: head.version + 1, hash: winner.commit.headers[chainHeaders.hash]!, position: winner.position };
    this.faults.push(`${subject} after ${head.position}: ${won.length} of ${commits.length} writers were told that they won`);
    return undefined;
  }

  /** Appends until it is known what came of it: the commit's position, or nothing when another one was first. */
  private async append(log: CommitLog, commit: NewCommit, expected: number): Promise<number | undefined> {
    for (const deadline = performance.now() + PATIENCE; ;) {
      try {
        return await log.append(commit, expected);
      } catch (error) {
        if (error instanceof WrongVersion) return undefined;
        if (performance.now() > deadline) throw error;
        this.unanswered += 1;
        await wait(PAUSE);
      }
    }
  }
}

function commitOf(subject: string, writer: number, { version, hash }: Head): NewCommit {
  const body = JSON.stringify({ writer, after: version });
  return chained({ id: randomUUID(), subject, headers: { writer: String(writer) }, body }, { version: version + 1, hash });
}
