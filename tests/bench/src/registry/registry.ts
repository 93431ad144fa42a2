import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Release } from '@jogakbo/protocol';
import { launch } from '../page/browser.ts';
import { productPath } from '../page/product-path.ts';
import { SLOW_PHONE, visit, type Visit } from '../page/visit.ts';
import { kilobytes, ms, type Findings } from '../report.ts';
import type { ShopToMeasure } from '../shop.ts';
import { median, spreadOf } from '../statistics.ts';
import { crowdOf } from './crowd.ts';

const MANY = 100;
const TARGET = 0.02;
/** A paint time swings by much more than the target: so many times as many visits as elsewhere make up for it. */
const OFTEN = 3;
/** After the crowd has come or gone, until gateway and shell have taken it in. */
const SETTLED = 1000;

/** The product page of a shop with its own few blocks, beside the same page when a hundred blocks are registered. */
export async function measureRegistry(shop: ShopToMeasure, wanted: number): Promise<Findings> {
  const runs = wanted * OFTEN;
  const few = await blocksOf(shop);
  const url = shop.address + (await productPath(shop.address));
  const crowd = await crowdOf(MANY - few, (user) => shop.natsFor(user));
  const browser = await launch();
  const visits = { few: [] as Visit[], many: [] as Visit[] };
  try {
    for (let round = 0; round <= runs; round += 1) {
      for (const size of round % 2 ? (['few', 'many'] as const) : (['many', 'few'] as const)) {
        if (size === 'many') await crowd.arrive();
        await wait(SETTLED);
        const visited = await visit(browser, url, SLOW_PHONE);
        if (size === 'many') await crowd.leave();
        if (round > 0) visits[size].push(visited);
      }
      process.stdout.write('.');
    }
  } finally {
    await crowd.leave();
    await crowd.close();
    await browser.close();
  }
  return findings(visits, few, runs);
}

async function blocksOf(shop: ShopToMeasure): Promise<number> {
  const units = (await shop.processes()).map(({ unit, version }) => path.join(shop.state, 'releases', unit, version, 'release.json'));
  const releases = units.flatMap((file) => {
    try {
      return [Release.parse(JSON.parse(readFileSync(file, 'utf8')))];
    } catch {
      // Servers are processes too, and have no release.
      return [];
    }
  });
  return releases.reduce((sum, { description }) => sum + description.blocks.length, 0);
}

function findings(visits: { few: Visit[]; many: Visit[] }, few: number, runs: number): Findings {
  const middle = (size: 'few' | 'many', name: 'bytes' | 'lcp') => median(visits[size].map((each) => each[name]));
  const change = (name: 'bytes' | 'lcp') => middle('many', name) / middle('few', name) - 1;
  const said = (value: number) => `${value > 0 ? '+' : ''}${(value * 100).toFixed(1)} %`;
  return {
    name: 'registry',
    method: `the product page, medians of ${runs} first visits under a slow phone's conditions, taking turns`,
    table: (['few', 'many'] as const).map((size) => ({
      'registered blocks': size === 'few' ? few : MANY,
      bytes: kilobytes(middle(size, 'bytes')),
      LCP: ms(middle(size, 'lcp')),
      'LCP, least': ms(spreadOf(visits[size].map(({ lcp }) => lcp)).least),
      'LCP, most': ms(spreadOf(visits[size].map(({ lcp }) => lcp)).most),
    })),
    verdicts: [
      { figure: 'bytes of the page', measured: said(change('bytes')), target: '≤ 2 %', kept: change('bytes') <= TARGET },
      { figure: 'Largest Contentful Paint', measured: said(change('lcp')), target: '≤ 2 %', kept: change('lcp') <= TARGET },
    ],
    figures: visits,
  };
}
