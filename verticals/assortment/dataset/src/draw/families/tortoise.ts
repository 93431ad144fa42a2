import { type Paint, glow, iron, soot } from '../paint.ts';
import { badge, hitch, shadow } from '../parts.ts';
import { box, disc, group, line, path } from '../svg.ts';
import { track } from '../track.ts';

/** A driverless tortoise: a domed shell of plates on four triangular tracks, one calm eye in front. */
export interface Tortoise {
  readonly family: 'tortoise';
  readonly trim: string;
  readonly sensor: 'periscope' | 'dome';
}

const shell = (paint: Paint): string[] => [
  path('M110 262H512V318H110Z', paint.steel),
  path('M70 274C78 168 176 112 300 112S520 168 532 274Q532 290 516 290H86Q70 290 70 274Z', paint.sheen),
  path('M72 256H530L532 274Q532 290 516 290H86Q70 290 70 274Z', paint.deep),
  line('M100 216C130 154 206 124 300 123C360 123 420 136 460 164', [paint.bright, 6], { opacity: '.85' }),
  line('M300 112V256M190 138L214 256M410 138L388 256M84 212Q300 168 516 212', [paint.night, 3], { opacity: '.55' }),
  line('M304 116V252M194 140L218 252M414 140L392 252M90 217Q300 173 512 217', [paint.bright, 1.5], { opacity: '.5' }),
  line('M72 256H530', [paint.trim, 6]),
  badge([240, 214]),
];

const head = (paint: Paint): string[] => [
  path('M500 212Q562 208 576 244Q580 272 552 280L512 284Z', paint.sheen),
  path('M522 222Q558 222 565 246Q566 258 552 262L522 262Z', soot),
  line('M538 236Q552 238 555 250', [glow, 7]),
  path('M506 270L568 268Q564 278 552 280L512 284Z', paint.deep),
];

const sensors: Readonly<Record<Tortoise['sensor'], (paint: Paint) => string[]>> = {
  periscope: () => [
    line('M330 118V62', [iron, 11]),
    box([306, 36, 56, 30, 9], soot),
    line('M316 51h36', [glow, 6]),
    line('M228 128L214 70', [iron, 4]),
    disc([213, 67, 6], '#f0932b'),
  ],
  dome: (paint) => [
    path('M246 120Q248 70 300 68T354 120Z', soot),
    path('M258 112Q262 82 300 80Q282 92 278 112Z', '#fff', { opacity: '.25' }),
    line('M262 104Q300 112 340 104', [glow, 5]),
    path('M238 116H362V130Q300 122 238 130Z', paint.trim),
  ],
};

const pod = (paint: Paint, x: number): string =>
  track(paint, {
    belt: `M${x - 14} 282Q${x} 270 ${x + 14} 282L${x + 84} 372Q${x + 92} 404 ${x + 66} 406H${x - 66}Q${x - 92} 404 ${x - 84} 372Z`,
    large: [[x, 316, 27]],
    rollers: [
      [x - 62, 382, 18],
      [x + 62, 382, 18],
      [x - 21, 386, 14],
      [x + 21, 386, 14],
    ],
  });

/** Draws a tortoise. */
export function tortoise(model: Tortoise, paint: Paint): string {
  return group({}, [
    shadow(paint, [40, 570], [172, 430]),
    hitch([96, 268]),
    ...sensors[model.sensor](paint),
    ...head(paint),
    ...shell(paint),
    pod(paint, 172),
    pod(paint, 430),
  ]);
}
