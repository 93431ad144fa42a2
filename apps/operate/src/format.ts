import type { Change } from '@jogakbo/protocol';

/** 1,200 */
export const number = (count: number) => count.toLocaleString('en');

/** `1 key`, `1,200 keys` */
export const many = (count: number, one: string) => `${number(count)} ${one}${count === 1 ? '' : 's'}`;

/** Rounded down: 100 % is all of it. */
export const percent = (done: number, all: number) => `${all === 0 ? 100 : Math.min(100, Math.floor((100 * done) / all))} %`;

/** A reason that was written over several lines. */
export const inOneLine = (reason: string) => reason.replaceAll(/\s*\n\s*/g, ' ');

/** In UTC, to the millisecond. */
export const instant = (said: string) => new Date(said).toISOString();

/** The line that stands for those that are not shown, if any. */
export const moreLines = (count: number, one?: string) =>
  count > 0 ? [`  … and ${one ? many(count, `more ${one}`) : `${number(count)} more`}`] : [];

/** What has changed between two moments, for the console. */
export const changesLines = (changes: readonly Change[]): string[] =>
  changes.length > 0 ? changes.flatMap(changeLines) : ['nothing has changed'];

function changeLines({ path, before, after }: Change): string[] {
  const line = (sign: string, value: unknown) => (value === undefined ? [] : [`${sign} ${path || '/'} ${JSON.stringify(value)}`]);
  return [...line('-', before), ...line('+', after)];
}
