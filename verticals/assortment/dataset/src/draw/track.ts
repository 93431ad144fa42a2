import { type Paint, iron, rubber, soot } from './paint.ts';
import { disc, line, path, ring } from './svg.ts';

type Circle = readonly [number, number, number];

/** A rubber track: the closed path of its belt, its large wheels (drive, idler) and the small rollers between. */
interface Track {
  readonly belt: string;
  readonly large: readonly Circle[];
  readonly rollers: readonly Circle[];
}

const sprocket = (paint: Paint, [x, y, r]: Circle): string[] => [
  disc([x, y, r], soot),
  disc([x, y, r * 0.86], paint.rim),
  ring([x, y, r * 0.56], [soot, r * 0.3], {
    opacity: '.75',
    'stroke-dasharray': `${r * 0.34} ${r * 0.36}`,
    'stroke-linecap': 'butt',
  }),
  disc([x, y, r * 0.28], paint.steel),
  disc([x - 1, y - 1, r * 0.13], '#aab2bd'),
];

const roller = ([x, y, r]: Circle): string => disc([x, y, r], iron) + disc([x, y, r * 0.42], '#7d8592');

/** Draws a track: cleats, belt and the wheels inside it. */
export const track = (paint: Paint, { belt, large, rollers }: Track): string =>
  [
    line(belt, [rubber, 30], { 'stroke-dasharray': '9 8', 'stroke-linecap': 'butt' }),
    path(belt, '#23272f', { stroke: '#3b414b', 'stroke-width': 21, 'stroke-linejoin': 'round' }),
    line(belt, ['#59606d', 2], { opacity: '.7' }),
    ...rollers.map(roller),
    ...large.flatMap((wheel) => sprocket(paint, wheel)),
  ].join('');
