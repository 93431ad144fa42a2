import { isDeepStrictEqual } from 'node:util';
import { chainHeaders, hashOf, type Commit } from '@jogakbo/vertical/testing';
import type { Acknowledged } from './contest.ts';

/** What is wrong with a log whose writers were told this: each acknowledged commit is in it once, nothing else, and each stream is one chain. */
export function faultsOf(commits: readonly Commit[], acknowledged: readonly Acknowledged[]): string[] {
  return [...lostOrDoubled(commits, acknowledged), ...brokenChains(commits)];
}

/** What servers have differently that should have the same. */
export function differences(replicas: ReadonlyMap<string, readonly Commit[]>): string[] {
  const [[first, theirs] = ['', []], ...others] = replicas;
  return others.flatMap(([name, commits]) =>
    isDeepStrictEqual(commits, theirs) ? [] : [`${name} has ${commits.length} commits and ${first} ${theirs.length}, or others`],
  );
}

function lostOrDoubled(commits: readonly Commit[], acknowledged: readonly Acknowledged[]): string[] {
  const placesOf = new Map<string, number[]>();
  for (const { headers, position } of commits) {
    const id = headers['Nats-Msg-Id'] ?? '';
    placesOf.set(id, [...(placesOf.get(id) ?? []), position]);
  }
  const wrong = acknowledged.flatMap(({ id, subject, position }) => {
    const places = placesOf.get(id) ?? [];
    return places.length === 1 && places[0] === position ? [] : [`${subject} at ${position}: found at ${places.join(', ') || 'no place'}`];
  });
  const more = commits.length - acknowledged.length;
  return more === 0 ? wrong : [...wrong, `${commits.length} commits are in the log, and ${acknowledged.length} were acknowledged`];
}

function brokenChains(commits: readonly Commit[]): string[] {
  const ends = new Map<string, { version: number; hash: string }>();
  return commits.flatMap((commit) => {
    const { subject, headers, position } = commit;
    const { version, hash } = ends.get(subject) ?? { version: 0, hash: '' };
    ends.set(subject, { version: Number(headers[chainHeaders.version]), hash: headers[chainHeaders.hash]! });
    const follows = headers[chainHeaders.previous] === hash && Number(headers[chainHeaders.version]) === version + 1;
    return follows && hashOf(commit) === headers[chainHeaders.hash] ? [] : [`${subject} at ${position} does not follow the one before it`];
  });
}
