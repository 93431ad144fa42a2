import { setTimeout as wait } from 'node:timers/promises';
import { RetentionPolicy, StorageType } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { headerNames, subjects } from '@jogakbo/protocol';
import { chained, chainHeaders, hashOf, type Commit } from '@jogakbo/vertical/testing';
import type { Ground } from './ground.ts';

/** Somebody with the rights of the administrator and of the vertical, who writes its log as he likes. */
export class Attacker {
  constructor(
    private readonly vertical: string,
    private readonly administrator: Pick<Ground, 'manager'>,
    private readonly writer: Pick<Ground, 'jetstream'>,
  ) {}

  /** The log promises to delete no message; it promises nothing about itself. */
  async destroy(): Promise<void> {
    await this.administrator.manager.streams.delete(this.vertical).catch(() => false);
  }

  /** Writes the log anew, one commit per position; `undefined` leaves its position empty. */
  async rewrite(commits: readonly (Commit | undefined)[]): Promise<void> {
    const { streams } = this.administrator.manager;
    const config = {
      ...{ name: this.vertical, subjects: [subjects.logOf(this.vertical)], allow_direct: true },
      ...{ retention: RetentionPolicy.Limits, storage: StorageType.File },
    };
    await this.destroy();
    // The server still removes the old one's files when it has answered.
    for (let attempt = 1; !(await streams.add(config).catch((error: unknown) => refused(error, attempt))); attempt += 1) await wait(50);
    await Promise.all(commits.map((commit) => this.put(commit ?? nothing(this.vertical))));
    for (const [index, commit] of commits.entries()) if (!commit) await streams.deleteMessage(this.vertical, index + 1, false);
    await streams.update(this.vertical, { ...config, deny_delete: true, deny_purge: true });
  }

  private async put({ subject, headers, body }: Commit): Promise<void> {
    const made = natsHeaders();
    for (const [name, value] of Object.entries(headers)) if (!/^nats-/i.test(name)) made.set(name, value);
    await this.writer.jetstream.publish(subject, body, { headers: made });
  }
}

/** False, unless it is refused for good. */
function refused(error: unknown, attempt: number): false {
  if (attempt < 40 && String(error).includes('error creating store')) return false;
  throw error;
}

const nothing = (vertical: string): Commit => ({ subject: subjects.log(vertical, 'gone', 'gone'), position: 0, headers: {}, body: '' });

/** What a damaged log holds, by which words the damage is to be named, and where: a position in the stream, or the whole log. */
export interface Damaged {
  readonly commits: readonly (Commit | undefined)[];
  readonly named: RegExp;
  readonly at?: number;
}

/** A whole log, the places in it of the stream that is to be damaged, and a source of chance: a number below another. */
export interface Victim {
  readonly log: readonly Commit[];
  readonly places: readonly number[];
  readonly chance: (below: number) => number;
}

const any = ({ places, chance }: Victim) => places[chance(places.length)]!;
/** Neither the stream's first commit nor its last, which no other follows. */
const inner = ({ places, chance }: Victim) => places[1 + chance(places.length - 2)]!;
/** The place of the stream's next commit. */
const after = ({ places }: Victim, place: number) => places[places.indexOf(place) + 1]!;

const edited = (commit: Commit): Commit => ({ ...commit, body: commit.body.replace(/"nth":\d+/, '"nth":500') });
const rehashed = (commit: Commit): Commit => ({ ...commit, headers: { ...commit.headers, [chainHeaders.hash]: hashOf(commit) } });
const forged = (commit: Commit): Commit => {
  const version = Number(commit.headers[chainHeaders.version]);
  const hash = commit.headers[chainHeaders.previous]!;
  return { position: 0, ...chained({ ...edited(commit), id: 'forged' }, { version, hash }) };
};
const foreign = ({ subject, body }: Commit): Commit => ({ position: 0, subject, body, headers: { [headerNames.type]: 'Counted' } });

/** Ways to damage one stream of a log; a place counts from 0, a position from 1. */
export const damages: Record<string, (victim: Victim) => Damaged> = {
  'edits a commit': (victim) => {
    const place = any(victim);
    return { commits: victim.log.with(place, edited(victim.log[place]!)), named: /changed after it was written/, at: place + 1 };
  },
  'edits a commit and its hash': (victim) => {
    const place = inner(victim);
    return { commits: victim.log.with(place, rehashed(edited(victim.log[place]!))), named: /changed, and its hash/, at: place + 1 };
  },
  'takes a commit out': (victim) => {
    const place = inner(victim);
    return { commits: victim.log.toSpliced(place, 1), named: /missing before this commit/, at: after(victim, place) };
  },
  'deletes a commit in its place': (victim) => {
    const place = inner(victim);
    const commits = victim.log.map((commit, at) => (at === place ? undefined : commit));
    return { commits, named: /missing before this commit/, at: after(victim, place) + 1 };
  },
  'puts a foreign commit in': (victim) => {
    const place = any(victim);
    return { commits: victim.log.toSpliced(place, 0, foreign(victim.log[place]!)), named: /was put in/, at: place + 1 };
  },
  'puts a well-formed commit in': (victim) => {
    const place = inner(victim);
    return { commits: victim.log.toSpliced(place, 0, forged(victim.log[place]!)), named: /one of the two was put in/, at: place + 2 };
  },
  'repeats a commit': (victim) => {
    const last = victim.places.at(-1)!;
    return { commits: victim.log.toSpliced(last + 1, 0, victim.log[inner(victim)]!), named: /out of place/, at: last + 2 };
  },
  'swaps two commits': ({ log, places, chance }) => {
    const nth = chance(places.length - 1);
    const [first, second] = [places[nth]!, places[nth + 1]!];
    return { commits: log.with(first, log[second]!).with(second, log[first]!), named: /out of place/, at: second + 1 };
  },
  'cuts the end off': ({ log, places }) => ({ commits: log.slice(0, places.at(-1)), named: /its end was cut off/ }),
  'deletes the log and makes it anew': () => ({ commits: [], named: /it was made anew/ }),
};
