import { darker, lighter, mix } from './colour.ts';
import { element, gradient } from './svg.ts';

/** The colours a machine is drawn with: all tones of its body follow from the variant's one colour. */
export interface Paint {
  /** The variant's colour itself, and its tones from sunlit to shaded. */
  readonly body: string;
  readonly light: string;
  readonly bright: string;
  readonly deep: string;
  readonly night: string;
  /** The second colour: wheel rims and a stripe. */
  readonly trim: string;
  /** Fills that run from light to shade; they refer to this picture's own definitions. */
  readonly sheen: string;
  readonly glass: string;
  readonly rim: string;
  readonly tyre: string;
  readonly steel: string;
  readonly shadow: string;
  /** An id for a part of this picture; unique where many pictures share a page. */
  readonly idOf: (part: string) => string;
}

/** Colours that no variant changes. */
export const iron = '#4c5463';
export const soot = '#333a46';
export const rubber = '#4d5460';
export const chrome = '#c3cad2';
export const lamp = '#fff3c9';
export const glow = '#8ff0e0';

/** Mixes all tones for one picture from its name (the SKU), its body colour and its trim. */
export function paintOf(name: string, body: string, trim: string): Paint {
  const url = (part: string): string => `url(#${name}-${part})`;
  return {
    body,
    light: lighter(body, 0.22),
    bright: lighter(body, 0.55),
    deep: darker(body, 0.3),
    night: darker(body, 0.62),
    trim,
    sheen: url('b'),
    glass: url('g'),
    rim: url('r'),
    tyre: url('t'),
    steel: url('s'),
    shadow: url('d'),
    idOf: (part) => `${name}-${part}`,
  };
}

/** The gradients that a paint's fills refer to. */
export function definitions(paint: Paint): string {
  const radial = { cx: '.5', cy: '.5', r: '.5' };
  return element('defs', {}, [
    gradient('linear', { id: paint.idOf('b') }, [
      [0, paint.light],
      [0.4, paint.body],
      [1, mix(paint.body, paint.deep, 0.75)],
    ]),
    gradient('linear', { id: paint.idOf('g'), x2: 1 }, [
      [0, '#e9f7f6'],
      [0.5, '#b9dde2'],
      [1, '#86b4c2'],
    ]),
    gradient('linear', { id: paint.idOf('r') }, [
      [0, lighter(paint.trim, 0.4)],
      [0.5, paint.trim],
      [1, darker(paint.trim, 0.35)],
    ]),
    gradient('radial', { id: paint.idOf('t'), ...radial }, [
      [0.55, soot],
      [0.68, '#3b414b'],
      [0.86, '#444a55'],
      [1, '#353b45'],
    ]),
    gradient('linear', { id: paint.idOf('s') }, [
      [0, '#6b7380'],
      [0.5, '#4d5562'],
      [1, '#3a414d'],
    ]),
    gradient('radial', { id: paint.idOf('d'), ...radial }, [
      [0, '#0b0e16', 0.5],
      [0.7, '#0b0e16', 0.28],
      [1, '#0b0e16', 0],
    ]),
  ]);
}
