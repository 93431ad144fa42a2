import { type Paint, chrome, iron, lamp, soot } from './paint.ts';
import { box, disc, element, group, line, oval, path, short } from './svg.ts';

/** The height of the ground that all machines stand on. */
const ground = 422;

/** The soft shadow on the ground between two places, darkest under each wheel. */
export function shadow(paint: Paint, [from, to]: readonly [number, number], wheels: readonly number[]): string {
  const middle = (from + to) / 2;
  return [oval([middle, ground, (to - from) / 2, 15], paint.shadow), ...wheels.map((x) => oval([x, ground - 1, 52, 8], paint.shadow))].join(
    '',
  );
}

/** A cabin's shapes: what is glass, its posts, its roof and the streaks of light on the glass. */
interface Cabin {
  readonly glass: string;
  readonly posts: string;
  readonly roof: string;
  readonly shine: string;
  /** Where the driver's seat stands, if there is one. */
  readonly seat?: readonly [number, number];
}

/** A cabin with tinted glass; the seat and the steering wheel are seen through it. */
export function cabin(paint: Paint, { glass, posts, roof, shine, seat }: Cabin): string {
  const clip = paint.idOf('c');
  return [
    element('clipPath', { id: clip }, [element('path', { d: glass })]),
    path(glass, paint.glass),
    seat === undefined ? '' : group({ opacity: '.62', 'clip-path': `url(#${clip})` }, [workplace(seat)]),
    path(shine, '#fff', { opacity: '.5', 'clip-path': `url(#${clip})` }),
    path(glass, 'none', { stroke: soot, 'stroke-width': 7, 'stroke-linejoin': 'round' }),
    line(posts, [soot, 7]),
    path(roof, paint.sheen),
  ].join('');
}

const workplace = ([x, y]: readonly [number, number]): string =>
  path(`M${short(x)} ${short(y)}q-12-62-2-70q14-4 16 8l6 40 42 4q8 8 4 18z`, soot) +
  line(`M${short(x + 104)} ${short(y + 20)}L${short(x + 82)} ${short(y - 34)}m-13 8l26-16`, [soot, 6]);

/** A driver's open-air place: a sprung pan seat and a steering wheel on its column. */
export function openSeat(paint: Paint, [x, y]: readonly [number, number], back: number): string {
  const top = short(y - back);
  return [
    line(`M${short(x + 6)} ${short(y + 4)}l-12 34h30`, [iron, 6]),
    path(
      `M${short(x - 26)} ${top}q-8 0-8 10l8 ${short(back - 6)}q2 8 14 8h40q10 0 10-8t-10-8h-32q-8 0-9-8l-5-${short(back - 14)}q-1-6-8-4z`,
      soot,
    ),
    line(`M${short(x - 24)} ${short(y - back + 8)}l7 ${short(back - 12)}q2 6 9 6h34`, [paint.trim, 3], {
      opacity: '.8',
    }),
  ].join('');
}

/** A steering wheel seen from its side, on a column that starts at the given place. */
export const steering = ([x, y]: readonly [number, number], [dx, dy]: readonly [number, number]): string =>
  line(`M${short(x)} ${short(y)}l${short(dx)} ${short(dy)}`, [iron, 7]) +
  line(`M${short(x + dx - 13)} ${short(y + dy + 17)}l26-34`, [soot, 8]) +
  line(`M${short(x + dx - 10)} ${short(y + dy + 11)}l18-24`, ['#6b7380', 2]);

/** A round headlight in a chrome ring that looks ahead. */
export const headlight = ([x, y, r]: readonly [number, number, number]): string =>
  path(
    `M${short(x)} ${short(y - r)}q${short(-r * 1.6)} ${short(r * 0.2)}${short(-r * 1.6)} ${short(r)}t${short(r * 1.6)} ${short(r)}z`,
    iron,
  ) +
  oval([x + 1, y, r * 0.5, r], chrome) +
  oval([x + 2, y, r * 0.32, r * 0.74], lamp);

/** A turning beacon on its foot. */
export const beacon = ([x, y]: readonly [number, number]): string =>
  box([x - 9, y - 4, 18, 5, 2], soot) +
  path(`M${short(x - 7)} ${short(y - 4)}v-10q0-6 7-6t7 6v10z`, '#f0932b') +
  line(`M${short(x - 3)} ${short(y - 8)}v-5`, ['#ffe2ae', 2.5]);

/** The shop's maker's plate: four stitched patches of cloth. */
export function badge([x, y]: readonly [number, number]): string {
  const patch = (dx: number, dy: number, width: number, colour: string): string => box([x + dx, y + dy, width, 9], colour);
  const plate = box([x - 2, y - 2, 30, 22, 3], '#fffdf8');
  return plate + patch(0, 0, 11, '#27427b') + patch(12, 0, 14, '#e3a72f') + patch(0, 10, 15, '#c8512b') + patch(16, 10, 10, '#2f7d5b');
}

/** A three-point hitch that reaches back from the given place. */
export const hitch = ([x, y]: readonly [number, number]): string =>
  line(`M${short(x)} ${short(y)}l-34 22M${short(x)} ${short(y + 36)}h-42M${short(x - 32)} ${short(y + 18)}v32`, [iron, 8]) +
  disc([x - 42, y + 36, 6], soot);

/** An exhaust stack with its muffler, standing on the given place. */
export const stack = ([x, y]: readonly [number, number], height: number): string =>
  path(`M${short(x - 4)} ${short(y)}v${short(8 - height)}q0-8-9-10l3-7q15 3 15 18v${short(height - 9)}z`, iron) +
  box([x - 9, y - height * 0.66, 19, height * 0.5, 6], soot) +
  line(`M${short(x - 4)} ${short(y - height * 0.58)}v${short(height * 0.34)}`, ['#6b7380', 3]);
