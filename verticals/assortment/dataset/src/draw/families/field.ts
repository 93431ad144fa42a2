import { type Paint, chrome, iron, lamp, soot } from '../paint.ts';
import { badge, beacon, cabin, hitch, shadow, stack } from '../parts.ts';
import { box, group, line, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** A cabbed all-rounder: sloping bonnet, tall glass cabin, big wheels behind. */
export interface Field {
  readonly family: 'field';
  readonly trim: string;
  readonly front: 'bare' | 'weights' | 'loader';
  readonly beacon: boolean;
}

const underneath = (paint: Paint): string[] => [
  path('M170 256H512L516 326H430L404 350H290L258 330H170Z', paint.steel),
  path('M400 318h66v40h-66z', iron),
  box([284, 304, 84, 54, 12], soot),
  line('M294 314h62', ['#59606d', 4]),
  line('M296 358v40h46v-40M296 378h46', [iron, 7]),
];

const bonnet = (paint: Paint): string[] => [
  path('M292 214C366 200 452 202 506 224Q540 238 542 266L540 312 300 322Z', paint.sheen),
  path('M298 280L541 270 540 312 300 322Z', paint.deep),
  line('M300 219C372 206 448 209 502 230', [paint.bright, 5], { opacity: '.85' }),
  path('M376 238L466 234 486 266 384 271Z', soot),
  line('M388 240l12 28M405 239l14 28M422 237l18 30M440 236l20 30', ['#5b626e', 4]),
  line('M300 280L486 273', [paint.trim, 5]),
  path('M506 226Q532 236 540 256L512 250Z', lamp),
  path('M514 262L542 266 540 304 518 306Z', soot),
  line('M518 274l22 2M519 285l21 1M519 296l20 0', ['#6b7380', 3]),
  badge([338, 236]),
];

const cab = (paint: Paint): string[] => [
  cabin(paint, {
    glass: 'M154 100H306L330 216 304 298H262Q250 214 160 190Z',
    posts: 'M226 100L236 220',
    roof: 'M140 82Q142 64 164 62H298Q328 64 336 86L334 98Q236 103 142 100Z',
    shine: 'M250 92h30l34 210h-30zM290 92h10l34 210h-10z',
    seat: [190, 200],
  }),
  line('M158 71Q230 65 302 70', [paint.bright, 4], { opacity: '.8' }),
  path('M141 92Q240 98 335 91L334 99Q236 104 142 101Z', paint.night),
  box([318, 88, 18, 12, 3], lamp),
  box([136, 92, 14, 11, 3], lamp),
  line('M334 124l20 4', [iron, 4]),
  box([348, 118, 11, 34, 4], soot),
];

const fender = (paint: Paint): string[] => [
  path('M48 258A138 138 0 0 1 288 216L300 250V300L70 268Z', paint.sheen),
  line('M62 246A128 128 0 0 1 272 214', [paint.bright, 5], { opacity: '.75' }),
  box([52, 246, 18, 12, 3], '#c8402b'),
];

const fronts: Readonly<Record<Field['front'], (paint: Paint) => string>> = {
  bare: () => box([538, 296, 14, 26, 4], iron),
  weights: () => box([534, 286, 40, 44, 8], soot) + line('M546 290v36M556 290v36M566 290v36', ['#59606d', 3]),
  loader: (paint) =>
    line('M352 300L402 236 474 262 540 372', [paint.night, 20], { 'stroke-linejoin': 'round' }) +
    line('M352 300L402 236 474 262 540 372', [paint.trim, 12], { 'stroke-linejoin': 'round' }) +
    line('M398 296L486 284', [chrome, 7]) +
    path('M528 340L546 338Q552 384 592 404V412H536Q520 376 528 340Z', paint.night) +
    path('M546 340Q554 384 592 404L560 404Q540 380 540 346Z', iron),
};

/** Draws a field tractor. */
export function field(model: Field, paint: Paint): string {
  return group({}, [
    shadow(paint, [40, 570], [182, 462]),
    hitch([92, 296]),
    ...underneath(paint),
    stack([340, 222], 116),
    model.beacon ? beacon([178, 63]) : '',
    ...bonnet(paint),
    ...cab(paint),
    ...fender(paint),
    wheels(paint, [
      { at: [182, 308], r: 114, rim: 'dish' },
      { at: [462, 348], r: 74, rim: 'dish' },
    ]),
    path('M392 316A80 80 0 0 1 518 296L510 304A70 70 0 0 0 404 318Z', paint.night),
    fronts[model.front](paint),
  ]);
}
