import { type Paint, iron, lamp, soot } from '../paint.ts';
import { badge, openSeat, shadow, steering } from '../parts.ts';
import { box, group, line, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** A garden tractor: a button nose, an armchair, a mowing deck — and a patchwork parasol if the sun insists. */
export interface Garden {
  readonly family: 'garden';
  readonly trim: string;
  readonly top: 'open' | 'parasol' | 'hoop';
}

const bonnet = (paint: Paint): string[] => [
  path('M150 312H510V356H150Z', paint.steel),
  path('M318 232C380 214 440 216 482 236Q524 256 530 316L526 346H330Z', paint.sheen),
  path('M322 304L529 300 526 346H330Z', paint.deep),
  line('M330 236C384 222 438 223 478 243Q500 254 511 274', [paint.bright, 6], { opacity: '.85' }),
  line('M324 304L500 301', [paint.trim, 6]),
  path('M488 246Q516 262 523 292L492 282Z', lamp),
  line('M394 250h62M396 263h64M398 276h66', [paint.night, 6], { opacity: '.7' }),
  badge([348, 258]),
  path('M502 316L529 316 526 346H504Z', soot),
];

const body = (paint: Paint): string[] => [
  path('M86 330C84 268 122 232 184 232Q236 234 258 300L330 312V346H266A88 88 0 0 0 95 336Q86 340 86 326Z', paint.sheen),
  path('M88 328A92 92 0 0 1 262 306L330 328V346H266A88 88 0 0 0 95 336Q87 338 88 328Z', paint.deep),
  line('M102 290Q122 244 184 242Q220 243 240 276', [paint.bright, 5], { opacity: '.85' }),
  path('M246 330H352V344H246Z', soot),
  box([87, 296, 13, 16, 4], '#c8402b'),
];

const deck = (paint: Paint): string[] => [
  path('M232 402Q234 364 268 362H352Q392 364 400 402Z', paint.night),
  line('M246 384Q254 370 270 369H350', [paint.light, 4], { opacity: '.7' }),
  path('M226 398H406V408H226Z', iron),
];

const cloths = ['#c8512b', '#e3a72f', '#f1e6cf', '#2f7d5b', '#27427b', '#7a2f57'];

/** A parasol pieced together from six cloths, with the seams left visible. */
function parasol(): string[] {
  const edges = [78, 128, 180, 230, 282, 332, 384];
  const piece = (cloth: string, index: number): string => {
    const [from, to] = [edges[index] ?? 0, edges[index + 1] ?? 0];
    return path(
      `M231 62Q${(from + 231) / 2 - (231 - from) * 0.16} 76 ${from} 132Q${(from + to) / 2} 118 ${to} 132Q${(to + 231) / 2 - (231 - to) * 0.16} 76 231 62Z`,
      cloth,
    );
  };
  return [
    line('M208 300L231 66', [iron, 8]),
    ...cloths.map(piece),
    line('M92 122Q132 78 212 68', ['#fff', 4], { opacity: '.4' }),
    box([227, 48, 8, 16, 3], soot),
  ];
}

const tops: Readonly<Record<Garden['top'], (paint: Paint) => string[]>> = {
  open: () => [],
  parasol,
  hoop: (paint) => [line('M122 280V128Q124 108 146 108', [soot, 17]), line('M122 280V128Q124 108 146 108', [paint.trim, 9])],
};

/** Draws a garden tractor. */
export function garden(model: Garden, paint: Paint): string {
  return group({}, [
    shadow(paint, [64, 556], [182, 462]),
    ...tops[model.top](paint),
    steering([330, 270], [-32, -68]),
    openSeat(paint, [190, 218], 76),
    ...bonnet(paint),
    ...deck(paint),
    wheels(paint, [
      { at: [180, 344], r: 78, rim: 'slots' },
      { at: [464, 366], r: 56, rim: 'slots' },
    ]),
    ...body(paint),
  ]);
}
