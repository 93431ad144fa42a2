/** The presentation attributes of one SVG element; an undefined one is left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A number as short as a drawing needs it: one decimal. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);

const attribute = ([name, value]: readonly [string, string | number | undefined]): string =>
  value === undefined ? '' : ` ${name}="${typeof value === 'number' ? short(value) : value}"`;

/** One SVG element as text; without children it closes itself. */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const opening = `<${name}${Object.entries(attributes).map(attribute).join('')}`;
  return children.length === 0 ? `${opening}/>` : `${opening}>${children.join('')}</${name}>`;
}

/** A filled shape given by its path. */
export const path = (d: string, fill: string, more: Attributes = {}): string => element('path', { d, fill, ...more });

/** An open stroke given by its path, with its colour and width; its ends are round unless said otherwise. */
export const line = (d: string, [stroke, width]: readonly [string, number], more: Attributes = {}): string =>
  element('path', { d, fill: 'none', stroke, 'stroke-width': width, ...more });

/** A filled circle: centre x, centre y, radius. */
export const disc = ([cx, cy, r]: readonly [number, number, number], fill: string, more: Attributes = {}): string =>
  element('circle', { cx, cy, r, fill, ...more });

/** A circle's outline: centre and radius, colour and width. */
export const ring = (
  circle: readonly [number, number, number],
  [stroke, width]: readonly [string, number],
  more: Attributes = {},
): string => disc(circle, 'none', { stroke, 'stroke-width': width, ...more });

/** A filled rectangle: x, y, width, height and, where its corners are round, their radius. */
export const box = (
  [x, y, width, height, rx]: readonly [number, number, number, number, number?],
  fill: string,
  more: Attributes = {},
): string => element('rect', { x, y, width, height, rx, fill, ...more });

/** A filled ellipse: centre x, centre y, radius x, radius y. */
export const oval = ([cx, cy, rx, ry]: readonly [number, number, number, number], fill: string, more: Attributes = {}): string =>
  element('ellipse', { cx, cy, rx, ry, fill, ...more });

/** Elements that share attributes. */
export const group = (attributes: Attributes, children: readonly string[]): string => element('g', attributes, children);

/** A gradient from top to bottom (or along the given attributes) through `[offset, colour, opacity?]` stops. */
export function gradient(
  kind: 'linear' | 'radial',
  attributes: Attributes,
  stops: readonly (readonly [number, string, number?])[],
): string {
  const along = kind === 'linear' ? { x2: 0, y2: 1, ...attributes } : attributes;
  const steps = stops.map(([at, colour, opacity]) =>
    element('stop', {
      offset: String(at),
      'stop-color': colour,
      'stop-opacity': opacity === undefined ? undefined : String(opacity),
    }),
  );
  return element(`${kind}Gradient`, along, steps);
}

/** A whole picture of the given size, described by its title for those who cannot see it. */
export function picture([width, height]: readonly [number, number], title: string, children: readonly string[]): string {
  const frame = {
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'stroke-linecap': 'round',
  };
  return `${element('svg', frame, [element('title', {}, [escape(title)]), ...children])}\n`;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
