import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DynamicModule } from '@nestjs/common';
import { describe, expect, it } from 'vitest';
import { renderBlock } from '@jogakbo/blocks/server';
import { GetMostColourful } from '@jogakbo/rainbow-contract';
import { blocks } from '@jogakbo/rainbow-frontend';
import { definitionOfVertical, describe as described } from '@jogakbo/vertical/testing';

const folder = path.resolve(import.meta.dirname, '../../docs/tutorial');
const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8');
const page = textOf('first-block.md');

/** Each listing of the page: its language, the file or region it claims to be, and its text. */
const listings = [...page.matchAll(/^```(\w+)(?: file=(\S+))?\n(.*?)^```$/gms)].map(([, language = '', source = '', text = '']) => ({
  language,
  source,
  text,
}));

/** A whole file, or the lines between `#region <name>` and `#endregion <name>`, moved to the left edge. */
function claimed(source: string): string {
  const [file = '', region] = source.split('#');
  if (region === undefined) return textOf(file);
  const lines = textOf(file).split('\n');
  const marks = ['region', 'endregion'].map((mark) => lines.findIndex((line) => line.endsWith(`#${mark} ${region}`)));
  const inside = lines.slice(marks[0]! + 1, marks[1]);
  const indent = Math.min(...inside.filter(Boolean).map((line) => line.search(/\S/)));
  return `${inside.map((line) => line.slice(indent)).join('\n')}\n`;
}

describe('The tutorial', () => {
  it('has listings, and every one that is code is a file', () => {
    expect(listings.length).toBeGreaterThan(8);
    expect(listings.filter(({ language, source }) => language !== 'sh' && !source)).toEqual([]);
  });
  it.each(listings.filter(({ source }) => source))('shows $source as it is', ({ source, text }) => expect(text).toBe(claimed(source)));
  it('names every file of its vertical', () => {
    const files = globSync('first-block/**/*.*', { cwd: folder }).filter((file) => !file.includes('node_modules'));
    expect(files.filter((file) => !page.includes(file))).toEqual([]);
  });
});

describe('The vertical of the tutorial', () => {
  it('offers its query, reads the log of the assortment, and shows its block', async () => {
    const module = pathToFileURL(path.join(folder, 'first-block/backend/src/rainbow.module.ts')).href;
    const { RainbowModule } = (await import(module)) as { RainbowModule: DynamicModule };
    const { messages, readers, blocks } = described(definitionOfVertical(RainbowModule));
    expect(messages.map(({ type }) => type)).toEqual(['GetMostColourful']);
    expect(readers).toContainEqual({ stream: 'assortment', name: 'rainbow-colours', events: ['ProductListed', 'ProductDelisted'] });
    expect(blocks.map(({ name }) => name)).toEqual(['rainbow/most-colourful']);
  });
  it('has a sample of its query, frozen by its digest', () => {
    const sample = textOf('first-block/contract/samples/GetMostColourful.v1.json');
    const { data, view } = JSON.parse(sample) as { data: unknown; view: unknown };
    expect({ data: GetMostColourful.schema.parse(data), view: GetMostColourful.view.parse(view) }).toEqual({ data, view });
    expect(JSON.parse(textOf('first-block/contract/samples/digests.json'))).toEqual({
      'GetMostColourful.v1.json': createHash('sha256').update(sample).digest('hex'),
    });
  });
  it('renders its block on the server, with the answer it used', async () => {
    const view = { productId: 'OX', name: 'Ox', colors: ['#aa0000', '#0000aa'] };
    const request = { block: 'rainbow/most-colourful', props: {}, place: 'more-' };
    const { html, answered } = await renderBlock(blocks[0]!, request, async () => view);
    expect(html).toContain('<a href="/product/OX">Ox</a>');
    expect(html).toContain('fill="#0000aa"');
    expect(answered).toEqual([{ key: 'rainbow/GetMostColourful?{}', view }]);
  });
});
