import { readFileSync } from 'node:fs';
import { transform, type CssColor } from 'lightningcss';

/** Colours that follow their surroundings: they are nobody's choice. */
const isNeutral = (color: CssColor) =>
  typeof color === 'object' && (color.type === 'currentcolor' || ('alpha' in color && color.alpha === 0));

/** Whether a bare word is a colour's name: where variables are mixed in, a style sheet's words stay unread. */
function namesColour(word: string): boolean {
  let named = false;
  const code = Buffer.from(`a { color: ${word} }`);
  transform({ filename: 'word.css', code, visitor: { Color: (color) => void (named ||= !isNeutral(color)) } });
  return named;
}

/** Units that fix a size; a share of the window, of the parent or of a line of text follows what is around it. */
const fixed = new Set(['px', 'rem', 'em', 'pt', 'pc', 'cm', 'mm', 'q', 'in', 'ex', 'cap']);
const isHairline = (value: number, unit: string) => value === 0 || (unit === 'px' && Math.abs(value) === 1);

/**
 * The places of a style sheet where a colour or a size is not taken from the tokens.
 *
 * @remarks The width of the window at which a look changes can be no token, and strokes are measured as their drawing is.
 */
export function rawLooksOf(file: string): string[] {
  const found = new Set<string>();
  let line = 0;
  let elsewhere = false;
  const note = (what: string) => void found.add(`${file}:${line} a raw ${what}`);
  const noteSize = ({ value, unit }: { value: number; unit: string }) =>
    elsewhere || !fixed.has(unit.toLowerCase()) || isHairline(value, unit) ? undefined : note('size');
  transform({
    filename: file,
    code: readFileSync(file),
    cssModules: true,
    visitor: {
      Rule: { style: ({ value }) => void (line = value.loc.line + 1) },
      MediaQuery: () => void (elsewhere = true),
      MediaQueryExit: () => void (elsewhere = false),
      Declaration: ({ property }) => void (elsewhere = property.startsWith('stroke-')),
      DeclarationExit: () => void (elsewhere = false),
      Length: noteSize,
      Color: (color) => (isNeutral(color) ? undefined : note('colour')),
      Token: { ident: ({ value }) => (namesColour(value) ? note('colour') : undefined), dimension: noteSize },
    },
  });
  return [...found];
}

const colourless = 'none|currentColor|transparent|inherit|url\\(|var\\(|\\$';
const inline = [
  { pattern: /\bstyle=/, says: 'an inline style' },
  { pattern: new RegExp(`\\b(?:fill|stroke|\\w*[cC]olor)=\\{?["'\`](?!${colourless})`), says: 'a raw colour' },
];

/** What a component states about looks that belongs in its style sheet. */
export function inlineLooksOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) =>
    inline.filter(({ pattern }) => pattern.test(text)).map(({ says }) => `${file}:${index + 1} ${says}`),
  );
}
