import { type Paint, chrome, iron, lamp, soot } from '../paint.ts';
import { badge, beacon, cabin, shadow } from '../parts.ts';
import { box, group, line, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** A stilt walker: a whole tractor on long legs that steps over the row of vines. */
export interface Stilt {
  readonly family: 'stilt';
  readonly trim: string;
  readonly load: 'tank' | 'engine';
}

const leg = (paint: Paint, [x, wheelX]: readonly [number, number]): string =>
  path(`M${x - 24} 216H${x + 24}L${wheelX + 15} 344Q${wheelX} 356 ${wheelX - 15} 344Z`, paint.sheen) +
  path(`M${x + 4} 216H${x + 24}L${wheelX + 15} 344Q${wheelX + 8} 352 ${wheelX} 351Z`, paint.deep) +
  line(`M${x - 14} 226L${wheelX - 8} 330`, [paint.bright, 4], { opacity: '.8' }) +
  line(`M${x + 44} 236L${wheelX + 26} 338`, [chrome, 6]);

const deck = (paint: Paint): string[] => [
  path('M92 196H520Q536 196 536 212V226Q536 238 522 238H92Q78 238 78 226V208Q78 196 92 196Z', paint.sheen),
  path('M78 220H536V226Q536 238 522 238H92Q78 238 78 226Z', paint.deep),
  line('M92 202H520', [paint.bright, 4], { opacity: '.8' }),
  line('M80 219H534', [paint.trim, 5]),
];

const cab = (paint: Paint): string[] => [
  cabin(paint, {
    glass: 'M350 92H446C486 96 516 134 522 196H346Z',
    posts: 'M418 92L424 196',
    roof: 'M330 78Q334 58 354 56H436Q470 58 486 92L470 100Q450 88 400 92H334Z',
    shine: 'M438 84h22l48 120h-24zM378 84h16l10 120h-16z',
    seat: [368, 204],
  }),
  line('M346 66H434Q454 68 466 82', [paint.bright, 4], { opacity: '.8' }),
  box([470, 88, 16, 11, 4], lamp),
  path('M508 204h26v14h-26z', lamp),
];

const loads: Readonly<Record<Stilt['load'], (paint: Paint) => string[]>> = {
  tank: (paint) => [
    box([104, 108, 212, 86, 34], '#f1f0e8'),
    path('M106 158H314Q310 194 282 194H138Q108 192 106 158Z', paint.light, { opacity: '.85' }),
    line('M160 108v86M262 108v86', [paint.night, 6]),
    line('M124 126Q132 116 150 116H250', ['#fff', 6]),
    box([194, 98, 34, 12, 4], soot),
    badge([198, 132]),
  ],
  engine: (paint) => [
    path('M96 196V148Q100 122 130 120H292Q318 122 322 148V196Z', paint.sheen),
    path('M96 174H322V196H96Z', paint.deep),
    line('M110 140Q116 128 132 127H290', [paint.bright, 5], { opacity: '.85' }),
    path('M126 142H232V166H126Z', soot),
    line('M138 146v16M154 146v16M170 146v16M186 146v16M202 146v16M218 146v16', ['#5b626e', 6]),
    badge([264, 144]),
    line('M150 118V74q0-8-10-10', [iron, 11]),
  ],
};

/** Draws a stilt walker. */
export function stilt(model: Stilt, paint: Paint): string {
  return group({}, [
    shadow(paint, [50, 560], [132, 476]),
    line('M150 232Q300 262 450 232', [iron, 10]),
    ...loads[model.load](paint),
    beacon([362, 58]),
    ...cab(paint),
    ...deck(paint),
    wheels(paint, [
      { at: [128, 352], r: 70, rim: 'dish' },
      { at: [480, 352], r: 70, rim: 'dish' },
    ]),
    leg(paint, [150, 128]),
    leg(paint, [458, 480]),
  ]);
}
