import { type Paint, chrome, glow, iron, soot } from '../paint.ts';
import { badge, shadow } from '../parts.ts';
import { box, disc, group, line, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** A light weeding robot: a solar roof on slim legs, its tools hanging under its belly. */
export interface Scout {
  readonly family: 'scout';
  readonly trim: string;
  readonly tool: 'hoes' | 'spray' | 'crates';
}

const roof = (paint: Paint): string[] => [
  line('M196 132L214 214M404 110L392 214', [iron, 9]),
  path('M70 132L534 76Q544 75 546 84L548 96 76 152Q68 152 68 144Z', paint.night),
  path('M82 130L530 76 536 90 86 144Z', '#27427b'),
  line('M138 123l6 14M196 116l6 14M254 109l6 14M312 102l6 14M370 95l6 14M428 88l6 14M486 81l6 14', ['#8fb0ea', 2.5]),
  path('M150 122L240 111 214 128 156 135ZM330 100L372 95 350 112 312 117Z', '#fff', { opacity: '.28' }),
  path('M70 146L548 92V102L78 156Z', paint.trim),
];

const pod = (paint: Paint): string[] => [
  line('M126 250H480', [iron, 18]),
  path('M166 208Q170 192 190 192H402Q452 194 470 236L474 258Q474 276 456 276H186Q166 276 164 256Z', paint.sheen),
  path('M164 246H472L474 258Q474 276 456 276H186Q166 276 164 256Z', paint.deep),
  line('M182 202H400Q436 204 452 228', [paint.bright, 5], { opacity: '.85' }),
  path('M398 210Q438 212 454 240H408Z', soot),
  line('M418 222Q434 226 441 234', [glow, 5]),
  line('M238 210v26M254 210v26M270 210v26M286 210v26', [paint.night, 7], { opacity: '.8' }),
  badge([330, 214]),
  line('M470 246L536 232', [iron, 8]),
  box([526, 212, 34, 26, 8], soot),
  disc([551, 225, 8], glow),
  disc([551, 225, 3.5], soot),
];

const tools: Readonly<Record<Scout['tool'], (paint: Paint) => string[]>> = {
  hoes: (paint) => [
    line('M232 300H372', [paint.trim, 12]),
    line('M256 276V300M348 276V300', [chrome, 8]),
    ...[238, 270, 302, 334, 366].map((x) => line(`M${x} 304q-16 34 0 62t16 36`, [iron, 7])),
    ...[254, 286, 318, 350, 382].map((x) => path(`M${x - 10} 398l18 2-2 18q-10-4-16-20z`, chrome)),
  ],
  spray: (paint) => [
    box([226, 276, 152, 50, 20], '#eef0ea', { opacity: '.92' }),
    path('M232 306h140q-4 20-20 20H246q-12-4-14-20z', paint.light, { opacity: '.8' }),
    line('M216 346H388M256 326v20M348 326v20', [iron, 9]),
    ...[230, 266, 302, 338, 374].map((x) => path(`M${x - 4} 350h8l14 54h-36z`, '#8fd3e8', { opacity: '.5' })),
  ],
  crates: (paint) => [
    line('M222 276V352H382V276', [iron, 8], { 'stroke-linejoin': 'round' }),
    ...[244, 274, 304, 334, 362].map((x, index) => disc([x, 306 - (index % 2) * 5, 16], index % 2 === 0 ? '#d9622f' : '#8aa651')),
    box([222, 308, 162, 44, 4], '#b98552'),
    line('M224 323H382M224 337H382', ['#8d6238', 3]),
    box([280, 314, 44, 12, 3], paint.trim),
  ],
};

const leg = (paint: Paint, x: number): string =>
  path(`M${x - 15} 238H${x + 15}L${x + 20} 300 ${x + 12} 356H${x - 12}L${x - 20} 300Z`, paint.sheen) +
  path(`M${x - 20} 300L${x + 20} 300 ${x + 12} 356H${x - 12}Z`, paint.deep) +
  line(`M${x - 8} 246l-4 48`, [paint.bright, 4], { opacity: '.8' });

/** Draws a scout. */
export function scout(model: Scout, paint: Paint): string {
  return group({}, [
    shadow(paint, [50, 560], [136, 472]),
    ...tools[model.tool](paint),
    ...roof(paint),
    ...pod(paint),
    wheels(paint, [
      { at: [136, 360], r: 62, rim: 'slots' },
      { at: [472, 360], r: 62, rim: 'slots' },
    ]),
    leg(paint, 136),
    leg(paint, 472),
  ]);
}
