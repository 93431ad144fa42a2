import type { Description } from '@jogakbo/protocol';

/** A command that is sent to its owner without waiting for an answer. */
export interface Sent {
  readonly vertical: string;
  readonly type: string;
}

/** What a vertical needs of NATS before one of its processes can run. */
export interface Needs {
  readonly vertical: string;
  readonly keepsLog: boolean;
  /** Whether anything may be sent to it: commands, or what became of its own. */
  readonly takesCommands: boolean;
  /** The logs that it reads, by the vertical that keeps them. */
  readonly reads: readonly string[];
  readonly sends: readonly Sent[];
}

/** As much of a release's description as tells what it needs. */
export interface Described extends Pick<Description, 'vertical' | 'keepsLog' | 'conducts' | 'sends'> {
  readonly messages: readonly Pick<Description['messages'][number], 'kind'>[];
  readonly readers: readonly Pick<Description['readers'][number], 'stream'>[];
}

/**
 * What the verticals with these descriptions need; of a vertical in several releases, what any of them needs. It is the same in whatever
 * order they come: who needs nothing else than before is no reason to change a server's rights.
 */
export function needsOf(descriptions: readonly Described[]): Needs[] {
  const byVertical = Map.groupBy(descriptions, ({ vertical }) => vertical);
  return [...byVertical].toSorted(byName).map(([vertical, releases]) => ({
    vertical,
    keepsLog: releases.some(({ keepsLog }) => keepsLog),
    takesCommands: releases.some(({ conducts, messages }) => conducts || messages.some(({ kind }) => kind === 'command')),
    reads: [...new Set(releases.flatMap(({ readers }) => readers.map(({ stream }) => stream)))].sort(),
    sends: distinct(releases.flatMap(({ sends }) => sends)),
  }));
}

const distinct = (sends: readonly Sent[]): Sent[] =>
  [...new Map(sends.map(({ vertical, type }) => [`${vertical} ${type}`, { vertical, type }]))].toSorted(byName).map(([, sent]) => sent);

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => (one < other ? -1 : 1);
