import { type Paint, chrome, iron, lamp, soot } from '../paint.ts';
import { badge, cabin, hitch, openSeat, shadow, steering } from '../parts.ts';
import { box, group, line, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** A low orchard tractor: teardrop wheel covers that let branches slide, a folding hoop or a snug cabin. */
export interface Orchard {
  readonly family: 'orchard';
  readonly trim: string;
  readonly shelter: 'hoop' | 'cabin';
}

const bonnet = (paint: Paint): string[] => [
  path('M180 290H520V350H420L396 366H280L250 350H180Z', paint.steel),
  path('M276 236C350 218 440 218 496 240Q540 256 546 304L542 344 292 350Z', paint.sheen),
  path('M288 306L546 302 542 344 292 350Z', paint.deep),
  line('M288 240C356 226 436 226 490 246Q512 254 524 268', [paint.bright, 5], { opacity: '.85' }),
  line('M290 306L500 303', [paint.trim, 5]),
  path('M372 250L454 248 466 284 372 288Z', soot),
  line('M382 258h72M382 268h76M382 278h78', ['#5b626e', 4]),
  path('M508 252Q532 264 540 286L514 278Z', lamp),
  path('M518 290L545 294 541 338 522 338Z', soot),
  badge([316, 256]),
];

const hoop = (paint: Paint): string[] => [
  line('M128 262V128Q128 112 144 112', [soot, 15]),
  line('M128 262V128Q128 112 144 112', [paint.trim, 8]),
  line('M128 196h.1M128 180h.1', [chrome, 9]),
  openSeat(paint, [196, 226], 56),
  steering([290, 268], [-26, -58]),
];

const snug = (paint: Paint): string[] => [
  cabin(paint, {
    glass: 'M132 132Q136 118 152 118H262Q276 118 282 132L310 226 292 276H128Z',
    posts: 'M206 118L208 276',
    roof: 'M112 116Q116 86 160 82H250Q294 84 302 112Q304 122 294 124H122Q110 124 112 116Z',
    shine: 'M224 110h24l44 170h-24zM258 110h9l44 170h-9z',
    seat: [162, 262],
  }),
  line('M130 102Q140 91 164 90H246', [paint.bright, 4], { opacity: '.8' }),
  box([282, 108, 16, 12, 4], lamp),
];

/** The teardrop covers, which hide the upper half of each wheel. */
const covers = (paint: Paint): string[] => [
  path('M44 330C52 258 112 232 174 232C246 232 288 262 322 352H288Q252 300 180 300T66 344Q42 350 44 330Z', paint.sheen),
  path('M46 322Q86 284 178 284T312 330L322 352H288Q252 300 180 300T66 344Q42 350 44 330Z', paint.deep),
  line('M70 290C92 254 132 242 174 241C218 241 252 254 276 284', [paint.bright, 5], { opacity: '.85' }),
  path('M372 360C378 312 412 296 452 296C498 296 528 322 536 362H516Q500 330 454 330T392 364Z', paint.sheen),
  line('M392 334C404 312 426 304 452 304C478 304 498 314 510 330', [paint.bright, 4], { opacity: '.85' }),
  box([48, 308, 14, 16, 3], '#c8402b'),
];

/** Draws an orchard tractor. */
export function orchard(model: Orchard, paint: Paint): string {
  return group({}, [
    shadow(paint, [36, 572], [180, 456]),
    hitch([90, 318]),
    ...(model.shelter === 'hoop' ? hoop(paint) : snug(paint)),
    ...bonnet(paint),
    path('M296 352h62v16h-62z', iron),
    wheels(paint, [
      { at: [180, 334], r: 88, rim: 'dish' },
      { at: [456, 362], r: 60, rim: 'dish' },
    ]),
    ...covers(paint),
  ]);
}
