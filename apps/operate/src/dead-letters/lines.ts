import type { FailingReader, Letter, Letters, Redelivered } from '@jogakbo/protocol';
import { inOneLine, many, moreLines, number } from '../format.ts';

const waiting = (count: number) => (count === 0 ? [] : [`      ${number(count)} ${count === 1 ? 'waits' : 'wait'} behind it`]);

const letterLines = ({ reader, stream, key, type, position, failedAt, reason, waiting: behind }: Letter): string[] => [
  `  ${reader}, key ${key}`,
  `      ${type} at ${position} of ${stream}, ${failedAt}`,
  `      ${inOneLine(reason)}`,
  ...waiting(behind),
];

const failingLines = ({ reader, stream, position, since, reason }: FailingReader): string[] => [
  `  ${reader} stands still at ${position} of ${stream}, since ${since}`,
  `      ${inOneLine(reason)}`,
];

/** The readers of one vertical that cannot go on, for the console; nothing when all can. */
export const failingReaderLines = (vertical: string, { failing }: Letters): string[] =>
  failing.length === 0 ? [] : [`${vertical}: ${many(failing.length, 'reader')} cannot go on`, ...failing.flatMap(failingLines)];

/** What has failed for good in one vertical, for the console; nothing when nothing has. */
export function letterListLines(vertical: string, { letters, keys }: Letters): string[] {
  if (keys === 0) return [];
  return [`${vertical}: dead letters of ${many(keys, 'key')}`, ...letters.flatMap(letterLines), ...moreLines(keys - letters.length, 'key')];
}

/** What became of a redelivery, for the console. */
export function redeliveredLines(vertical: string, { redelivered, failed, isWhole }: Redelivered): string[] {
  if (redelivered === 0 && failed.length === 0 && isWhole) return [`${vertical}: no dead letters`];
  const again = failed.length > 0 ? [`Failed again, for the reason given:`, ...failed.flatMap(letterLines)] : [];
  const rest = isWhole ? [] : ['Not every key had its turn in time: ask again'];
  return [`${vertical}: ${many(redelivered, 'dead letter')} redelivered`, ...again, ...rest];
}

/** What was discarded, for the console. */
export const discardedLines = (vertical: string, { reader, key, position, waiting: behind }: Letter): string[] => [
  `${vertical}: the dead letter of ${reader} at ${position} is discarded`,
  ...(behind > 0
    ? [`${number(behind)} waited behind it: npm run dead-letters -- redeliver ${vertical} --reader ${reader} --key ${JSON.stringify(key)}`]
    : []),
];
