import { type Paint, iron, lamp, soot } from '../paint.ts';
import { badge, cabin, hitch, shadow, stack } from '../parts.ts';
import { box, group, line, path } from '../svg.ts';
import { track } from '../track.ts';

/** A belt crawler: one long rubber track, a boxy cabin far back, a short chopped nose. */
export interface Crawler {
  readonly family: 'crawler';
  readonly trim: string;
  readonly blade: boolean;
}

const hull = (paint: Paint): string[] => [
  path('M110 236H540V330H110Z', paint.steel),
  path('M286 196H500Q524 196 532 216L548 300H286Z', paint.sheen),
  path('M286 256H540L548 300H286Z', paint.deep),
  line('M294 202H500Q516 203 524 218', [paint.bright, 5], { opacity: '.85' }),
  path('M330 216H444V246H330Z', soot),
  line('M342 220v22M358 220v22M374 220v22M390 220v22M406 220v22M422 220v22', ['#5b626e', 6]),
  line('M288 256H536', [paint.trim, 6]),
  path('M500 206h16l8 24h-22z', lamp),
  path('M508 240h28l10 48h-30z', soot),
  line('M514 252h24M516 265h24M518 278h25', ['#6b7380', 3]),
  badge([462, 218]),
];

const cab = (paint: Paint): string[] => [
  cabin(paint, {
    glass: 'M140 104H288L296 244H136Z',
    posts: 'M204 104V244M136 190H204',
    roof: 'M118 80Q118 64 136 64H296Q312 64 314 80L316 102H118Z',
    shine: 'M222 96h28l22 160h-28zM260 96h9l22 160h-9z',
    seat: [172, 236],
  }),
  line('M134 73H298', [paint.bright, 4], { opacity: '.8' }),
  path('M118 94H315L316 104H118Z', paint.night),
  box([292, 84, 18, 13, 3], lamp),
  path('M112 240H300V276H112Z', paint.sheen),
  path('M112 260H300V276H112Z', paint.deep),
];

const blade = (paint: Paint): string =>
  line('M330 372L540 366', [paint.night, 18]) +
  path('M544 282Q524 330 546 372L568 414H556Q520 388 520 332T538 280Z', paint.sheen) +
  path('M546 372L568 414H556Q536 400 528 372Z', iron);

/** Draws a crawler. */
export function crawler(model: Crawler, paint: Paint): string {
  return group({}, [
    shadow(paint, [60, 568], [170, 300, 440]),
    hitch([104, 290]),
    ...hull(paint),
    stack([316, 198], 106),
    ...cab(paint),
    track(paint, {
      belt: 'M158 290L452 316A45 45 0 0 1 456 406H158A58 58 0 0 1 158 290Z',
      large: [
        [158, 348, 44],
        [454, 361, 32],
      ],
      rollers: [
        [232, 384, 17],
        [276, 384, 17],
        [320, 384, 17],
        [364, 384, 17],
        [404, 386, 15],
      ],
    }),
    path('M92 292Q110 262 160 262L470 288 520 304V318L456 304 160 280Q120 280 104 300Z', paint.sheen),
    line('M112 278Q130 268 160 268L470 293', [paint.bright, 4], { opacity: '.7' }),
    model.blade ? blade(paint) : '',
  ]);
}
