import type { Finding } from '@jogakbo/protocol';
import { chainHeaders, eventsOf, isWhole, type Commit } from '../../event-log/commit-log.ts';

/** What a commit says of its place in its stream. */
interface Link {
  readonly position: number;
  /** How many events the stream has with it, and before it. */
  readonly version: number;
  readonly before: number;
  readonly hash: string;
  readonly previous: string | undefined;
  /** Whether it is as it was written, by its own hash. */
  readonly isWhole: boolean;
}

const BEGINNING: Link = { position: 0, version: 0, before: 0, hash: '', previous: undefined, isWhole: true };

/** Follows one stream's commits in order, and finds those that were changed, taken out, put in or moved. */
export class StreamChain {
  private last = BEGINNING;
  /** Where a commit without chain headers was met; it is foreign as soon as others have them. */
  private loose: Commit | undefined;

  /** @param isChained Whether every commit of this stream must have chain headers, as a decider's do. */
  constructor(private isChained: boolean) {}

  /** The next commit; what is found may be about it or about one before it. */
  take(commit: Commit): Finding[] {
    const { headers } = commit;
    if (headers[chainHeaders.hash] === undefined) {
      if (!this.isChained) this.loose ??= commit;
      return this.isChained ? [foreign(commit)] : [];
    }
    const before = this.isChained || !this.loose ? [] : [foreign(this.loose)];
    this.isChained = true;
    return [...before, ...this.follow(commit, linkOf(commit))];
  }

  private follow({ subject, position }: Commit, link: Link): Finding[] {
    const { last } = this;
    const wrong = wrongWith(link, last);
    if (!wrong?.isOutOfPlace) this.last = link;
    return wrong ? [{ subject, position: wrong.isBefore ? last.position : position, what: wrong.what }] : [];
  }
}

interface Wrong {
  readonly what: string;
  /** Whether it is wrong with the commit before. */
  readonly isBefore?: boolean;
  /** Whether the commit stands where it never stood: what comes next follows the one before it. */
  readonly isOutOfPlace?: boolean;
}

function wrongWith(link: Link, last: Link): Wrong | undefined {
  if (!link.isWhole) return { what: 'This commit was changed after it was written: its hash is not that of its contents.' };
  if (link.previous === last.hash) {
    // A commit that is told of already says nothing that counts.
    if (link.before === last.version || !last.isWhole) return undefined;
    return { what: `This commit says that it brings version ${link.version}, and it does not.` };
  }
  if (link.previous === last.previous)
    return { what: `This commit and the one at ${last.position} follow the same one: one of the two was put in.` };
  if (link.before > last.version) return { what: `${missing(link.before - last.version)} missing before this commit.` };
  if (link.before < last.version)
    return {
      what: `This commit is out of place: it brings version ${link.version}, and version ${last.version} stands before it.`,
      isOutOfPlace: true,
    };
  if (!last.isWhole) return undefined;
  return { what: `This commit was changed, and its hash with it: the one at ${link.position} follows another.`, isBefore: true };
}

const missing = (events: number) => (events === 1 ? '1 event of this stream is' : `${events} events of this stream are`);

const foreign = ({ subject, position }: Commit): Finding => ({
  subject,
  position,
  what: 'This commit was put in: it has no chain headers, and its stream has them.',
});

function linkOf(commit: Commit): Link {
  const { headers, position } = commit;
  const hash = headers[chainHeaders.hash]!;
  const version = Number(headers[chainHeaders.version]);
  const previous = headers[chainHeaders.previous] ?? '';
  return { position, version, before: version - eventCount(commit), hash, previous, isWhole: isWhole(commit) };
}

/** `NaN`, which fits nowhere, for a body that nobody can read. */
function eventCount(commit: Commit): number {
  try {
    return eventsOf(commit).length;
  } catch {
    return Number.NaN;
  }
}
