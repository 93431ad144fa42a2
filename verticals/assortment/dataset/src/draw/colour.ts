type Channels = readonly [number, number, number];

const channels = (colour: string): Channels => {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [(bits >> 16) & 255, (bits >> 8) & 255, bits & 255];
};

const hex = (channel: number): string => Math.round(channel).toString(16).padStart(2, '0');

/** The colour that lies `share` (0 to 1) of the way from one `#rrggbb` colour to another. */
export function mix(from: string, to: string, share: number): string {
  const [red, green, blue] = channels(from);
  const [toRed, toGreen, toBlue] = channels(to);
  const between = (a: number, b: number): string => hex(a + (b - a) * share);
  return `#${between(red, toRed)}${between(green, toGreen)}${between(blue, toBlue)}`;
}

/** A warmer, lighter tone of a colour, as in sunlight. */
export const lighter = (colour: string, share: number): string => mix(colour, '#fff6e4', share);

/** A cooler, darker tone of a colour, as in shade. */
export const darker = (colour: string, share: number): string => mix(colour, '#141a2c', share);

/** The relative luminance of a colour, 0 (black) to 1 (white). @see WCAG 2.2 */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours, 1 (none) to 21 (black on white). @see WCAG 2.2 */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}
