import { type Paint, chrome, glow, rubber, soot } from './paint.ts';
import { disc, element, line, ring, short } from './svg.ts';

/** How a wheel's rim is made. */
type Rim = 'dish' | 'spokes' | 'slots' | 'cover';

/** A wheel's place, size and make; it stands on the ground when `y + r` is the ground's height. */
interface Wheel {
  readonly at: readonly [number, number];
  readonly r: number;
  readonly rim: Rim;
  readonly tread?: Tread;
}

/** A tyre's grip: leaning lugs for the field, ribs that only steer. */
type Tread = 'lugs' | 'ribs';

/** Short strokes from the inner to the outer radius all around the hub, each leaning by `lean` turns. */
function rays([inner, outer]: readonly [number, number], [count, lean]: readonly [number, number]): string {
  const point = (radius: number, turns: number): string =>
    `${Math.round(radius * Math.cos(turns * 2 * Math.PI))} ${Math.round(radius * Math.sin(turns * 2 * Math.PI))}`;
  const ray = (_: unknown, index: number): string => `M${point(inner, index / count + lean)}L${point(outer, index / count)}`;
  return Array.from({ length: count }, ray).join('').replaceAll(' -', '-');
}

/** The dash pattern that divides a circle into `count` marks, each `share` of its step long. */
const dashes = (radius: number, count: number, share: number): string => {
  const step = (2 * Math.PI * radius) / count;
  return `${short(step * share)} ${short(step * (1 - share))}`;
};

function tyre(paint: Paint, tread: Tread): string[] {
  const grip =
    tread === 'lugs' ? line(rays([83, 98.5], [24, 0.028]), [rubber, 7.5], { 'stroke-linecap': 'butt' }) : ring([0, 0, 93], [rubber, 3]);
  return [disc([0, 0, 100], paint.tyre), grip, ring([0, 0, 76], ['#5b626e', 1.6], { opacity: '.7' }), ring([0, 0, 99], [rubber, 2])];
}

const hub = (paint: Paint, q: number): string[] => [
  disc([0, 0, q * 0.3], paint.steel),
  disc([q * -0.05, q * -0.06, q * 0.15], chrome, { opacity: '.85' }),
];

const rims: Readonly<Record<Rim, (paint: Paint, q: number) => string[]>> = {
  dish: (paint, q) => [
    disc([0, 0, q], paint.rim),
    ring([0, 0, q * 0.82], [soot, 2], { opacity: '.35' }),
    ring([0, 0, q * 0.63], [soot, q * 0.17], { opacity: '.7', 'stroke-dasharray': dashes(q * 0.63, 8, 0.3) }),
    ring([0, 0, q * 0.4], [soot, q * 0.07], { opacity: '.6', 'stroke-dasharray': dashes(q * 0.4, 8, 0.01) }),
    ...hub(paint, q),
  ],
  spokes: (paint, q) => [
    disc([0, 0, q], soot),
    line(rays([q * 0.2, q * 0.9], [10, 0]), [paint.trim, q * 0.1]),
    ring([0, 0, q * 0.9], [paint.rim, q * 0.2]),
    ring([0, 0, q * 0.8], [soot, 1.5], { opacity: '.4' }),
    disc([0, 0, q * 0.34], paint.rim),
    ...hub(paint, q * 0.75),
  ],
  slots: (paint, q) => [
    disc([0, 0, q], paint.rim),
    ring([0, 0, q * 0.6], [soot, q * 0.34], {
      opacity: '.8',
      'stroke-dasharray': dashes(q * 0.6, 6, 0.52),
      'stroke-linecap': 'butt',
    }),
    ring([0, 0, q * 0.86], [soot, 2], { opacity: '.3' }),
    ...hub(paint, q),
  ],
  cover: (paint, q) => [
    disc([0, 0, q], paint.rim),
    ring([0, 0, q * 0.72], [soot, q * 0.2], { opacity: '.85' }),
    ring([0, 0, q * 0.72], [glow, q * 0.06], {
      'stroke-dasharray': dashes(q * 0.72, 3, 0.7),
      transform: 'rotate(-80)',
    }),
    ...hub(paint, q),
  ],
};

/** The radius that wheels are drawn at; each one in use is a scaled copy. */
const drawnAt = 100;

function drawn(paint: Paint, rim: Rim, tread: Tread): string[] {
  const q = drawnAt * 0.58;
  return [
    ...tyre(paint, tread),
    disc([0, 0, q * 1.07], '#23272f'),
    ...rims[rim](paint, q),
    line('M-66-24A70 70 0 0 1-7-70', ['#fff', 3.5], { opacity: '.22' }),
  ];
}

/** A picture's wheels seen from their side, each kind drawn once: tyre with tread, rim, hub, light on the shoulder. */
export function wheels(paint: Paint, all: readonly Wheel[]): string {
  const kinds = new Map<string, string>();
  const copies = all.map(({ at: [x, y], r, rim, tread = 'lugs' }) => {
    const id = paint.idOf(`${rim}-${tread}`);
    kinds.set(id, element('g', { id }, drawn(paint, rim, tread)));
    const transform = `translate(${short(x)} ${short(y)})scale(${r / drawnAt})`;
    return element('use', { href: `#${id}`, transform });
  });
  return element('defs', {}, [...kinds.values()]) + copies.join('');
}
