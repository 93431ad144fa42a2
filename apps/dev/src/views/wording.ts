import type { ProjectedView, ProjectedViews, RebuildAnswer } from '@jogakbo/contract';

const number = (count: number) => count.toLocaleString('en');
/** Rounded down: all of it is said only of all of it. */
const percent = (position: number, end: number) => `${end === 0 ? 100 : Math.min(100, Math.floor((100 * position) / end))} %`;

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
