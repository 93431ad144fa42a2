import { WrongVersion, type Commit, type CommitLog, type NewCommit } from '@jogakbo/vertical/testing';

/**
 * A log in memory, for specs that need no broker.
 *
 * @remarks It passes `commitLogConformance`; unlike a broker's, it knows a repeated commit for as long as it lives.
 */
export class MemoryLog implements CommitLog {
  private readonly commits: Commit[] = [];
  private readonly streams = new Map<string, Commit[]>();
  private readonly positions = new Map<string, number>();

  async readAfter(subject: string, position: number): Promise<Commit[]> {
    return (this.streams.get(subject) ?? []).filter((commit) => commit.position > position);
  }

  async lastPosition(subject: string): Promise<number> {
    return this.streams.get(subject)?.at(-1)?.position ?? 0;
  }

  async append({ id, subject, headers, body }: NewCommit, expected: number): Promise<number> {
    const known = this.positions.get(id);
    if (known !== undefined) return known;
    const stream = this.streams.get(subject) ?? [];
    if ((stream.at(-1)?.position ?? 0) !== expected) throw new WrongVersion(subject);
    const commit = { position: this.commits.length + 1, subject, headers: { ...headers }, body };
    this.commits.push(commit);
    this.streams.set(subject, [...stream, commit]);
    this.positions.set(id, commit.position);
    return commit.position;
  }
}
