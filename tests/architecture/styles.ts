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

/** The places of a style sheet where a colour is not taken from the tokens. */
export function rawColoursOf(file: string): string[] {
  const found = new Set<string>();
  let line = 0;
  const note = () => void found.add(`${file}:${line} a raw colour`);
  transform({
    filename: file,
    code: readFileSync(file),
    cssModules: true,
    visitor: {
      Rule: { style: ({ value }) => void (line = value.loc.line + 1) },
      Color: (color) => (isNeutral(color) ? undefined : note()),
      Token: { ident: ({ value }) => (namesColour(value) ? note() : undefined) },
    },
  });
  return [...found];
}

const inline = [
  { pattern: /\bstyle=/, says: 'an inline style' },
  { pattern: /\b(?:fill|stroke|color|stopColor)=\{?["'`](?:#|rgb|hsl|oklch)/, says: 'a raw colour' },
];

/** What a component states about looks that belongs in its style sheet. */
export function inlineLooksOf(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((text, index) =>
    inline.filter(({ pattern }) => pattern.test(text)).map(({ says }) => `${file}:${index + 1} ${says}`),
  );
}
