import type { Change } from '@jogakbo/protocol';

/** What has changed between two moments, for the console. */
export const changesLines = (changes: readonly Change[]): string[] =>
  changes.length > 0 ? changes.flatMap(changeLines) : ['nothing has changed'];

function changeLines({ path, before, after }: Change): string[] {
  const line = (sign: string, value: unknown) => (value === undefined ? [] : [`${sign} ${path || '/'} ${JSON.stringify(value)}`]);
  return [...line('-', before), ...line('+', after)];
}
