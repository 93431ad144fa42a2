import type { FoldedRow, PastRow, ProjectedView, ProjectedViews, RebuildAnswer } from '@jogakbo/protocol';
import { changesLines, number, percent } from '../format.ts';

function viewLine(vertical: string, { view, table, stream, position, end, rebuild }: ProjectedView): string {
  const seen = position < end ? `${number(end - position)} behind the end of ${stream}` : `at the end of ${stream}`;
  const rebuilt = rebuild === undefined ? '' : `; rebuilt: ${percent(rebuild, end)}`;
  return `${vertical}/${view}  table ${table}, ${seen}${rebuilt}`;
}

/** The views of one vertical, for the console. */
export const viewLines = (vertical: string, { views }: ProjectedViews): string[] => views.map((view) => viewLine(vertical, view));

/** What came of asking for a rebuild, for the console. */
export const rebuildLines = (vertical: string, { view, isNew }: RebuildAnswer): string[] => [
  `${vertical}/${view} ${isNew ? 'is rebuilt from now on' : 'is being rebuilt already'}; questions are answered meanwhile.`,
  'See how far it is: npm run views -- list',
];

/** What a row is, or was, for the console. */
export function rowLines(vertical: string, past: PastRow): string[] {
  const { view, key, row } = past;
  const name = `${vertical}/${view}/${key}`;
  const said = row ? [`${name}  ${lastOf(past)}`, JSON.stringify(row, null, 2)] : [`${name}  there is no such row: ${lastOf(past)}`];
  return [...said, ...warnings(past, past)];
}

/** What has changed in a row, for the console. */
export function rowChangesLines(vertical: string, past: PastRow): string[] {
  const { view, key, since } = past;
  const { changes = [], ...then } = since ?? { row: null };
  return [
    `${vertical}/${view}/${key}`,
    `from ${lastOf(then)}`,
    `to ${lastOf(past)}`,
    ...changesLines(changes),
    ...warnings(past, past, then),
  ];
}

const lastOf = ({ last }: FoldedRow) =>
  last ? `${last.type}, position ${number(last.position)}, ${last.occurredAt}` : 'nothing had happened to it';

function warnings({ stream, begins }: PastRow, ...folded: readonly FoldedRow[]): string[] {
  const stops = new Set(folded.flatMap(({ stopped }) => (stopped ? [`  at ${number(stopped.position)}: ${stopped.reason}`] : [])));
  return [
    ...(stops.size > 0 ? ['An event could not be folded, and all that came later waits behind it:', ...stops] : []),
    ...(begins > 1 ? [`The log ${stream} begins at position ${number(begins)}: what stood before is not in the row.`] : []),
  ];
}
