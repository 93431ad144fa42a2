import { element, line, path } from './svg.ts';

/** A piece of cloth: its outline and its colour. */
type Piece = readonly [d: string, colour: string];

/** A row of rectangular pieces: the row's top and bottom, and its pieces as [left edge, right edge, colour]. */
export type Row = readonly [top: number, bottom: number, pieces: readonly (readonly [number, number, string])[]];

/** How far neighbouring pieces overlap: where two layers of ramie meet, the seam shows as a darker band. */
const overlap = 5;

/** Translucent pieces in rows, sewn with the flat double seams of a jogakbo. */
export const sewn = (rows: readonly Row[]): string =>
  rows
    .flatMap(([top, bottom, pieces]) =>
      pieces.map(([left, right, colour]) =>
        element('rect', {
          x: left - overlap,
          y: top - overlap,
          width: right - left + 2 * overlap,
          height: bottom - top + 2 * overlap,
          fill: colour,
          opacity: '.82',
        }),
      ),
    )
    .join('');

/** A running stitch along a path. */
export const stitch = (d: string, colour = '#fffdf8', width = 2.5): string =>
  line(d, [colour, width], { 'stroke-dasharray': '9 9', opacity: '.75' });

/** A piece of cloth with a running stitch along its edge. */
export const piece = ([d, colour]: Piece): string => path(d, colour) + stitch(d);

/** A round tree on its trunk, in two tones, like a button sewn on. */
export function tree([x, y, r]: readonly [number, number, number], [crown, shade]: readonly [string, string]): string {
  return (
    line(`M${x} ${y}v${-r * 1.2}`, ['#6b4a35', r * 0.2]) +
    element('circle', { cx: x, cy: y - r * 1.8, r, fill: crown }) +
    path(`M${x} ${y - r * 2.8}a${r} ${r} 0 0 1 0 ${2 * r}q${r * 0.7} ${-r} 0 ${-2 * r}z`, shade, { opacity: '.6' })
  );
}
