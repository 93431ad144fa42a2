import { Subject } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { PagePart, Release } from '@jogakbo/protocol';
import type { Registry, Requests } from '@jogakbo/runtime';
import { ShellAssets } from './document.ts';
import { PageComposer } from './page-composer.ts';
import { SlotRenderer } from './slot-renderer.ts';

const releaseOf = (vertical: string, files: string[], blocks: string[] = []): Release => ({
  vertical,
  version: 'v1',
  description: { vertical, messages: [], blocks: [], readers: [], sends: [], conducts: false, keepsLog: false },
  web: {
    remoteEntry: 'container.js',
    container: `${vertical}_v1`,
    blocks: Object.fromEntries(blocks.map((name) => [`${vertical}/${name}`, { expose: `./${name}`, styles: ['style.css'] }])),
    assets: Object.fromEntries(files.map((file) => [file, { file, integrity: `sha384-${file}`, bytes: 1 }])),
  },
});
const shell = releaseOf('shell', ['shell.1.js', 'document.1.css', 'page.1.css', 'figtree-latin-wght-normal.1.woff2']);

function composerWith(files: string[]) {
  const explore = releaseOf('explore', files, ['header', 'stores-page', 'not-found-page', 'footer']);
  const registry = {
    changes: new Subject(),
    isKnown: () => true,
    live: (vertical: string) => (vertical === 'explore' ? explore : undefined),
  };
  const inside = '<jogakbo-slot data-block="explore/footer" data-props="{}" data-place="x"></jogakbo-slot>';
  const html = (block: string) => (block === 'explore/stores-page' ? inside : block);
  const requests = {
    ask: async (_: string, { block }: { block: string }) => ({ html: html(block), answered: [], head: {}, positions: {} }),
  };
  return new PageComposer(new SlotRenderer(registry as unknown as Registry, requests as unknown as Requests), new ShellAssets(shell));
}

async function pageAt(url: string, files = ['container.js', 'style.css'], isStaff?: boolean) {
  const parts: PagePart[] = [];
  for await (const part of composerWith(files).compose({ url, as: 'document' }, isStaff)) parts.push(part);
  const head = parts.find((part) => 'status' in part);
  return { status: head?.status, headers: head?.headers, html: parts.map((part) => ('text' in part ? part.text : '')).join('') };
}

describe('A page', () => {
  it('has a link to each file once, blocks inside blocks included', async () => {
    const { html } = await pageAt('/stores');
    expect(html.match(/<link rel="stylesheet" href="\/releases\/explore\/v1\/style.css"/g)).toHaveLength(1);
    expect(html.match(/<link rel="preload" as="script" href="\/releases\/explore\/v1\/container.js"/g)).toHaveLength(1);
  });
  it('may show what is one visitor’s own, and is kept for nobody', async () => {
    expect((await pageAt('/stores')).headers).toMatchObject({ 'cache-control': 'no-store' });
  });
  it('tells staff that they are signed in, and how to sign out; others are told nothing', async () => {
    const [forStaff, forOthers] = [await pageAt('/stores', undefined, true), await pageAt('/stores')];
    expect(forStaff.html).toMatch(/You are signed in as staff\. <a href="\/sign-out"[^>]*>Sign out<\/a>/);
    expect(forOthers.html).not.toMatch(/signed in|sign-out/);
    expect(forOthers.html).toContain('show team boundaries');
  });
  it('is whole, with gaps, when a release’s record lacks a file', async () => {
    const { status, html } = await pageAt('/stores', ['container.js']);
    expect(status).toBe(200);
    expect(html.match(/data-gap="away"/g)).toHaveLength(3);
    expect(html).toContain('</html>');
  });
  it.each(['//[', '//stores', 'http://['])('at the malformed address %s is the one that helps', async (url) => {
    const { status, html } = await pageAt(url);
    expect(status).toBe(404);
    expect(html).toContain('data-page="not-found"');
  });
  it('says what an open page loads, and nothing of what cannot be loaded', async () => {
    const { html } = await pageAt('/composition?blocks=explore/header,explore/nowhere', ['container.js']);
    expect(JSON.parse(html)).toEqual({ 'explore/nowhere': null });
  });
});
