import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { problem, ProblemError, type ProblemType } from '@jogakbo/contract';
import type { Release } from '@jogakbo/protocol';
import type { Registry, Requests } from '@jogakbo/runtime';
import type { Composition } from './composition.ts';
import { DocumentLinks } from './links.ts';
import type { Placement } from './slot-html.ts';
import { SlotRenderer } from './slot-renderer.ts';

const releaseOf = (vertical: string, blocks: string[]): Release => ({
  vertical,
  version: 'v1',
  description: { vertical, messages: [], blocks: [], readers: [], sends: [], conducts: false, keepsLog: false },
  web: {
    remoteEntry: 'container.js',
    container: `${vertical}_v1`,
    blocks: Object.fromEntries(blocks.map((name) => [`${vertical}/${name}`, { expose: `./${name}`, styles: ['style.css'] }])),
    assets: {
      'container.js': { file: 'container.js', integrity: 'sha384-c', bytes: 1 },
      'style.css': { file: 'style.css', integrity: 'sha384-s', bytes: 1 },
    },
  },
});

/** Verticals as the shell sees them: `null` is away, a problem is what it answers, a function renders. */
type Verticals = Record<string, null | ProblemType | ((block: string, props: any) => string)>;

function rendererWith(verticals: Verticals) {
  const blocks = ['header', 'page', 'cart'];
  const registry = {
    changes: new Subject(),
    isKnown: (vertical: string) => vertical in verticals,
    live: (vertical: string) => (verticals[vertical] ? releaseOf(vertical, blocks) : undefined),
  };
  const requests = {
    ask: async (subject: string, { block, props }: { block: string; props: object }) => {
      const vertical = verticals[subject.split('.')[1]!]!;
      if (typeof vertical === 'string') throw new ProblemError(problem(vertical));
      return { html: vertical(block, props), answered: [], head: {}, positions: { assortment: 7 } };
    },
  };
  return new SlotRenderer(registry as unknown as Registry, requests as unknown as Requests);
}
const place = (block: string): Placement => ({
  block,
  props: { a: '<"&' },
  place: 'main-',
  attributes: { slot: 'main', 'data-reserve': 'lead' },
});
const show = (renderer: SlotRenderer, placement: Placement) =>
  renderer.fill(placement, { composition: renderer.compose(), until: performance.now() + 300 });
const fill = (verticals: Verticals, block: string) => show(rendererWith(verticals), place(block));

describe('A slot', () => {
  it('has the block in it, and all that a page needs to bring it to life', async () => {
    const { html, gap } = await fill({ decide: () => '<h1>Ox</h1>' }, 'decide/page');
    expect(gap).toBeUndefined();
    expect(html).toContain('<div data-root><h1>Ox</h1></div>');
    expect(html).toContain('data-props="{&quot;a&quot;:&quot;&lt;\\&quot;&amp;&quot;}"');
    expect(html).toContain('"entry":{"url":"/releases/decide/v1/container.js","integrity":"sha384-c"}');
    expect(html).toContain('"positions":{"assortment":7}');
  });
  it('cannot be broken out of by what a view says', async () => {
    const renderer = rendererWith({ decide: () => 'x' });
    const { html } = await show(renderer, { ...place('decide/page'), props: { text: '"></jogakbo-slot><script>' } });
    expect(html).not.toContain('"></jogakbo-slot><script>');
  });

  it.each<[string, Verticals, string]>([
    ['away when nobody answers for the vertical', { decide: null }, 'away'],
    ['away when nobody listens', { decide: 'unavailable' }, 'away'],
    ['late when it did not come in time', { decide: 'deadline-exceeded' }, 'late'],
    ['failed when the block cannot be rendered', { decide: 'internal' }, 'failed'],
  ])('is a gap, %s, that says so and keeps its place', async (_, verticals, gap) => {
    const filled = await fill(verticals, 'decide/page');
    expect(filled.gap).toBe(gap);
    expect(filled.html).toContain(`data-gap="${gap}"`);
    expect(filled.html).toContain('data-reserve="lead"');
    expect(filled.html).toMatch(/<div class="gap" role="status"><p>This piece .+<noscript><a href="">.+<\/a><\/noscript><\/p><\/div>/);
  });
  it.each<[string, Verticals]>([
    ['was never released', {}],
    ['has no such block', { checkout: () => '' }],
  ])('shows nothing when its vertical %s', async (_, verticals) => {
    const { html, gap } = await fill(verticals, 'checkout/unknown');
    expect(gap).toBe('absent');
    expect(html).toContain('<div data-root></div>');
  });

  const header = () =>
    '<header><jogakbo-slot class="c" data-block="checkout/cart" data-props="{&quot;n&quot;:1}" data-place="_R_0_"></jogakbo-slot></header>';

  it('may have a slot inside, of another vertical', async () => {
    const { html } = await fill({ explore: header, checkout: (_, { n }) => `<b>${n}</b>` }, 'explore/header');
    expect(html).toMatch(
      /<header><jogakbo-slot data-reserve="inline" class="c" data-block="checkout\/cart"[^>]*><div data-root><b>1<\/b><\/div>/,
    );
  });
  it('stands also when the one inside does not', async () => {
    const { html, gap } = await fill({ explore: header, checkout: 'unavailable' }, 'explore/header');
    expect(gap).toBeUndefined();
    expect(html).toMatch(/<header><jogakbo-slot [^>]*data-gap="away"/);
  });
  const links = (html: string) =>
    [...html.matchAll(/<link rel="(\w+)"[^>]* href="([^"]+)" integrity="([^"]+)"/g)].map((link) => link.slice(1));
  const fillInDocument = (renderer: SlotRenderer, block: string, written: DocumentLinks) =>
    renderer.fill(place(block), { composition: renderer.compose(), until: performance.now() + 300, links: written });

  it('brings the files of the one inside, before it and once for each document', async () => {
    const renderer = rendererWith({ explore: header, checkout: () => '<b></b>' });
    const written = new DocumentLinks();
    const { html } = await fillInDocument(renderer, 'explore/header', written);
    expect(links(html)).toEqual([
      ['stylesheet', '/releases/checkout/v1/style.css', 'sha384-s'],
      ['preload', '/releases/checkout/v1/container.js', 'sha384-c'],
    ]);
    expect(html).toMatch(/data-block="checkout\/cart"[^>]*><link [^>]+><link [^>]+><div data-root><b>/);
    expect(links((await fillInDocument(renderer, 'explore/header', written)).html)).toEqual([]);
  });
  it('brings no files in parts: the open page loads them', async () => {
    const { html } = await fill({ explore: header, checkout: () => '' }, 'explore/header');
    expect(links(html)).toEqual([]);
  });
  it('does not follow blocks that contain themselves for ever', async () => {
    const self = () => '<jogakbo-slot data-block="explore/header" data-props="{}" data-place="x"></jogakbo-slot>';
    const { html } = await fill({ explore: self }, 'explore/header');
    expect(html.match(/<jogakbo-slot/g)!.length).toBeLessThan(10);
  });
});

describe('A visitor’s cookies', () => {
  const reading = (vertical: string, kind: 'query' | 'command', name: string): Release => {
    const release = releaseOf(vertical, ['header', 'cart']);
    const message = { kind, type: 'X', version: 1, summary: '', input: {}, roles: [], deadline: 2000, cookies: [{ name, keptFor: 1 }] };
    return { ...release, description: { ...release.description, messages: [message] } };
  };
  const releases: Record<string, Release> = {
    explore: reading('explore', 'command', 'c_cart'),
    checkout: reading('checkout', 'query', 'c_cart'),
  };
  const registry = { changes: new Subject(), isKnown: () => true, live: (vertical: string) => releases[vertical] };

  it('go to the vertical whose queries read them, also inside a block of another, and to no other', async () => {
    const given: Record<string, unknown> = {};
    const inside = '<jogakbo-slot data-block="checkout/cart" data-props="{}" data-place="x"></jogakbo-slot>';
    const requests = {
      ask: async (_: string, { block }: { block: string }, _left: number, headers: Record<string, string>) => {
        given[block] = headers;
        return { html: block === 'explore/header' ? inside : '', answered: [], head: {}, positions: {} };
      },
    };
    const renderer = new SlotRenderer(registry as unknown as Registry, requests as unknown as Requests);
    const view = { composition: renderer.compose(), until: performance.now() + 300, cookie: 'session=secret; c_cart=A_1' };
    await renderer.fill(place('explore/header'), view);
    expect(given).toEqual({ 'explore/header': {}, 'checkout/cart': { 'jogakbo-cookies': 'c_cart=A_1' } });
  });
});

describe('A vertical that keeps failing', () => {
  it('is not asked again for a while, so that pages do not wait for it', async () => {
    let asked = 0;
    const registry = { changes: new Subject(), isKnown: () => true, live: () => releaseOf('decide', ['page']) };
    const requests = { ask: () => (asked++, Promise.reject(new ProblemError(problem('deadline-exceeded')))) };
    const renderer = new SlotRenderer(registry as unknown as Registry, requests as unknown as Requests);
    for (let page = 0; page < 20; page++) await show(renderer, place('decide/page'));
    expect(asked).toBe(10);
  });
});

describe('A release whose record lacks a file', () => {
  const { web, ...release } = releaseOf('decide', ['page']);
  const registry = { changes: new Subject(), isKnown: () => true, live: () => ({ ...release, web: { ...web, assets: {} } }) };
  const renderer = new SlotRenderer(registry as unknown as Registry, {} as Requests);

  it('is a gap', async () => expect(await show(renderer, place('decide/page'))).toMatchObject({ gap: 'away' }));
  it('is nothing that a page can load', () => expect(renderer.compose().loadsOf('decide/page')).toBeUndefined());
  it('is a gap, too, when it cannot be read at all', async () => {
    const composition = { loadsOf: () => JSON.parse('{'), release: () => undefined } as unknown as Composition;
    expect(await renderer.fill(place('decide/page'), { composition, until: performance.now() + 300 })).toMatchObject({ gap: 'failed' });
  });
});
