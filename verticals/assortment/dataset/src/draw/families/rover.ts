import { type Paint, glow, iron, soot } from '../paint.ts';
import { badge, hitch, shadow } from '../parts.ts';
import { box, disc, group, line, oval, path } from '../svg.ts';
import { wheels } from '../wheel.ts';

/** A driverless tractor: a sleek wedge where the cabin would be, a lidar above, a line of light in front. */
export interface Rover {
  readonly family: 'rover';
  readonly trim: string;
  readonly mast: 'wing' | 'fin';
  readonly rim: 'cover' | 'slots';
}

const shell = (paint: Paint): string[] => [
  path('M120 262H520L512 336H430L404 354H250L210 336H120Z', paint.steel),
  path('M74 250C84 204 132 172 210 166L356 162C452 164 534 196 560 258L556 300 300 318H96Q70 290 74 250Z', paint.sheen),
  path('M84 282L300 284 558 272 556 300 300 318H96Q88 304 84 282Z', paint.deep),
  line('M100 222C124 192 164 178 212 175L354 171C430 173 496 192 532 226', [paint.bright, 5], { opacity: '.85' }),
  path('M250 166L356 162C410 163 466 175 506 197L430 218C380 206 310 206 262 220Z', soot),
  line('M276 174L352 171C400 172 446 181 482 194', ['#6f8894', 4], { opacity: '.8' }),
  line('M92 284L300 286 556 274', [paint.trim, 4]),
  path('M524 224Q552 240 558 262L534 256Z', soot),
  line('M532 234Q546 243 551 254', [glow, 6]),
  path('M336 230H424L436 260H336Z', paint.night, { opacity: '.85' }),
  line('M350 238l6 15M368 238l6 15M386 238l6 15M404 238l6 15', [paint.body, 4]),
  badge([298, 234]),
];

const lidar = (x: number, y: number): string =>
  box([x - 18, y - 26, 36, 26, 7], soot) + line(`M${x - 13} ${y - 14}h26`, [glow, 5]) + box([x - 20, y - 30, 40, 7, 3.5], iron);

const masts: Readonly<Record<Rover['mast'], (paint: Paint) => string[]>> = {
  wing: (paint) => [
    path('M176 178L206 104H262L256 170Z', paint.night),
    path('M186 178L212 106H246L238 172Z', paint.sheen),
    path('M160 96Q162 82 184 80L404 74Q432 76 438 90L434 98 190 110Q160 110 160 96Z', paint.sheen),
    path('M162 100L437 92 434 98 190 110Q166 110 162 100Z', paint.deep),
    line('M182 87L400 81', [paint.bright, 4], { opacity: '.8' }),
    lidar(330, 76),
    oval([236, 78, 20, 9], '#dfe4e8'),
    box([394, 96, 30, 16, 6], soot),
    disc([412, 104, 4], glow),
    line('M182 80V34', [iron, 4]),
    disc([182, 32, 5], glow),
  ],
  fin: (paint) => [
    path('M150 180Q170 104 232 84H262Q240 120 262 168Z', paint.sheen),
    path('M176 172Q190 116 234 94', 'none', { stroke: paint.bright, 'stroke-width': 4, opacity: '.7' }),
    lidar(244, 86),
    line('M184 120L166 62', [iron, 4]),
    disc([165, 60, 5], glow),
    lidar(470, 186),
  ],
};

const fender = (paint: Paint): string[] => [
  path('M62 296A122 122 0 0 1 292 286L276 292A104 104 0 0 0 82 300Z', paint.night),
  path('M372 310A92 92 0 0 1 548 304L532 308A76 76 0 0 0 388 316Z', paint.night),
];

/** Draws a driverless rover. */
export function rover(model: Rover, paint: Paint): string {
  return group({}, [
    shadow(paint, [40, 570], [180, 460]),
    hitch([84, 292]),
    ...masts[model.mast](paint),
    ...shell(paint),
    wheels(paint, [
      { at: [178, 320], r: 102, rim: model.rim },
      { at: [460, 346], r: 76, rim: model.rim },
    ]),
    ...fender(paint),
  ]);
}
