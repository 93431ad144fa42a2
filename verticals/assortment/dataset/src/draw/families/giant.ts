import { type Paint, iron, lamp, soot } from '../paint.ts';
import { badge, beacon, cabin, hitch, shadow, stack } from '../parts.ts';
import { box, disc, group, line, path, ring } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** An articulated giant: four equal (or twin) wheels, the cabin high in the middle, a bonnet like a bull's. */
export interface Giant {
  readonly family: 'giant';
  readonly trim: string;
  readonly twins: boolean;
}

const frame = (paint: Paint): string[] => [
  path('M60 248H274L286 340H90L60 310Z', paint.steel),
  path('M70 214H250Q262 214 264 226L268 274H70Z', paint.sheen),
  path('M70 250H266L268 274H70Z', paint.deep),
  line('M80 219H248', [paint.bright, 4], { opacity: '.8' }),
  path('M290 262H556V330H300Z', paint.steel),
  disc([288, 318, 24], soot),
  disc([288, 318, 11], '#6b7380'),
];

const bonnet = (paint: Paint): string =>
  group({ transform: 'translate(0 -34)' }, [
    path('M350 178H512Q552 180 560 222L564 306H340V190Z', paint.sheen),
    path('M340 262L562 256 564 306H340Z', paint.deep),
    line('M356 184H510Q538 186 550 206', [paint.bright, 5], { opacity: '.85' }),
    path('M402 204H504L512 246H402Z', soot),
    line('M420 208v34M436 208v34M452 208v34M468 208v34M484 208v34M498 208v34', ['#5b626e', 5]),
    line('M340 262L530 257', [paint.trim, 6]),
    path('M532 194Q554 204 558 226L534 222Z', lamp),
    path('M536 234H562L564 296H540Z', soot),
    line('M542 246h20M542 260h20M543 274h20M543 287h20', ['#6b7380', 3]),
    badge([366, 202]),
  ]);

const cab = (paint: Paint): string[] => [
  cabin(paint, {
    glass: 'M228 92H348L362 190 346 246H232Z',
    posts: 'M274 92L276 246',
    roof: 'M208 66Q210 46 230 44H346Q372 46 380 76L376 90Q292 96 212 92Z',
    shine: 'M296 84h24l28 170h-24zM330 84h9l28 170h-9z',
    seat: [250, 232],
  }),
  line('M224 54Q290 46 350 52', [paint.bright, 4], { opacity: '.8' }),
  path('M210 84Q292 90 378 82L376 91Q292 97 212 93Z', paint.night),
  box([360, 78, 16, 12, 3], lamp),
  box([338, 79, 16, 11, 3], lamp),
  path('M226 242H352V258H226Z', paint.night),
  line('M306 262l-6 108M338 262l-6 108M304 286h32M302 312h32M300 338h32M299 362h32', [iron, 6]),
];

const axles = [150, 448] as const;

/** The outer tyre of each twin, which peeks out behind the inner one. */
const twin = (x: number): string =>
  disc([x + 24, 310, 101], '#2b3038') + ring([x + 24, 310, 99], ['#444a55', 8], { 'stroke-dasharray': '14 11', 'stroke-linecap': 'butt' });

const arch = (x: number): string =>
  `M${x - 122} 270Q${x - 104} 202 ${x - 30} 198H${x + 40}Q${x + 104} 206 ${x + 122} 270L${x + 108} 272Q${x + 88} 216 ${x} 212T${x - 108} 272Z`;

/** Draws an articulated giant. */
export function giant(model: Giant, paint: Paint): string {
  return group({}, [
    shadow(paint, [20, 588], axles),
    hitch([70, 300]),
    ...frame(paint),
    stack([384, 150], 92),
    beacon([240, 46]),
    bonnet(paint),
    ...cab(paint),
    ...(model.twins ? axles.map(twin) : []),
    wheels(
      paint,
      axles.map((x) => ({ at: [x, 318], r: 104, rim: 'slots' })),
    ),
    ...axles.map((x) => path(arch(x), paint.sheen, { stroke: paint.night, 'stroke-width': 2 })),
  ]);
}
