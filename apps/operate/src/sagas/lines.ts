import type { ProcessList, ProcessOutcome, ProcessView } from '@jogakbo/protocol';
import { instant, moreLines } from '../format.ts';

/** What is under way in a vertical, for the console. */
export function processLines(vertical: string, { processes, total }: ProcessList): string[] {
  if (total === 0) return [];
  return [`${vertical}:`, ...processes.map((process) => processLine(vertical, process)), ...moreLines(total - processes.length)];
}

function processLine(vertical: string, { name, key, status, waitsFor, attempts, reason, dueAt, changedAt }: ProcessView): string {
  const asked = attempts > 1 ? `, asked ${attempts} times` : '';
  const until = dueAt ? ` until ${instant(dueAt)}` : '';
  const why = reason ? ` (${reason})` : '';
  return `  ${vertical}/${name}/${key}  ${status}, waits for ${waitsFor.join(', ')}${until}${asked}${why}; unchanged since ${instant(changedAt)}`;
}

/** How a saga stands after it was asked to do something, for the console. */
export const outcomeLine = ({ status, waitsFor }: ProcessOutcome): string =>
  waitsFor.length > 0 ? `${status}; it waits for ${waitsFor.join(', ')}` : status;
