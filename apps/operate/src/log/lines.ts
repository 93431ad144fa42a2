import type { AggregateState, Finding, History, HistoryCommit, Verification } from '@jogakbo/protocol';
import { changesLines, many, moreLines, number } from '../format.ts';

/** Findings that a reader of the console wants to see at once. */
const SHOWN = 20;

/** One finding, in one line. */
const findingLine = ({ position, subject, what }: Finding) => `  at ${number(position)} in ${subject}: ${what}`;

/** What a verification came to, for the console. */
export function verificationLines({ vertical, log, findings, total }: Verification): string[] {
  const walked = log ? `${many(log.commits, 'commit')} of ${many(log.streams, 'stream')}` : 'no log of its own';
  if (total === 0) return [`${vertical}: nothing is wrong (${walked})`];
  const shown = findings.slice(0, SHOWN).map(findingLine);
  return [`${vertical}: ${many(total, 'finding')} (${walked})`, ...shown, ...moreLines(total - SHOWN)];
}

/** What has happened to an aggregate, for the console. */
export const historyLines = ({ commits, findings }: History): string[] => [...commits.flatMap(commitLines), ...warnings(findings)];

function commitLines({ version, position, occurredAt, id, causationId, correlationId, events }: HistoryCommit): string[] {
  const causes = [
    `id ${id}`,
    ...(causationId ? [`because of ${causationId}`] : []),
    ...(correlationId ? [`in process ${correlationId}`] : []),
  ];
  return [
    `version ${version}  ${occurredAt}  position ${number(position)}`,
    `  ${causes.join(', ')}`,
    ...events.map(
      ({ type, data, unreadable }) => `  ${type} ${JSON.stringify(data)}${unreadable ? `  (cannot be read: ${unreadable})` : ''}`,
    ),
  ];
}

/** An aggregate's state, for the console. */
export const stateLines = ({ version, state, findings }: AggregateState): string[] => [
  `version ${version}`,
  JSON.stringify(state, null, 2),
  ...warnings(findings),
];

/** What has changed in an aggregate's state, for the console. */
export function diffLines({ version, since, findings }: AggregateState): string[] {
  const { version: before = 0, changes = [] } = since ?? {};
  return [`version ${before} → version ${version}`, ...changesLines(changes), ...warnings(findings)];
}

const warnings = (findings: readonly Finding[]) =>
  findings.length > 0 ? ['This stream is not as it was written:', ...findings.map(findingLine)] : [];
