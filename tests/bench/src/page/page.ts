import type { Browser } from '@playwright/test';
import { pages } from '@jogakbo/shell/src/pages/pages.ts';
import { kilobytes, ms, times, whole, type Findings, type Verdict } from '../report.ts';
import type { ShopToMeasure } from '../shop.ts';
import { median, spreadOf } from '../statistics.ts';
import { launch } from './browser.ts';
import { openDoor } from './doors.ts';
import { buildTwin } from './twin/build-twin.ts';
import { twinDocument } from './twin/document.ts';
import { productPath } from './product-path.ts';
import { weigh } from './weigh.ts';
import { SLOW_PHONE, visit, type Visit } from './visit.ts';

/** The pages that are compared: their blocks are what the twin is made of. */
const compared = pages.filter(({ name }) => name === 'home' || name === 'product');
const blocks = [...new Set(compared.flatMap((page) => page.blocks.map(({ block }) => block)))];

interface Side {
  readonly page: string;
  readonly build: 'ours' | 'twin';
  readonly url: string;
  readonly visits: Visit[];
}

/** Our pages beside those of the monolith twin, taking turns in one browser. */
export async function measurePages(shop: ShopToMeasure, runs: number): Promise<Findings> {
  const twin = await buildTwin(blocks, shop.state);
  const doors = { ours: await openDoor(shop.address), twin: await openDoor(shop.address, twinDocument(twin)) };
  const paths = { home: '/', product: await productPath(shop.address) };
  const sides = (['home', 'product'] as const).flatMap((page) =>
    (['ours', 'twin'] as const).map((build): Side => ({ page, build, url: doors[build].address + paths[page], visits: [] })),
  );
  const browser = await launch();
  try {
    await takeTurns(browser, sides, runs);
    return await compare(sides, runs);
  } finally {
    await browser.close();
    for (const door of Object.values(doors)) door.close();
  }
}

/** Every side once a round, in an order that turns; the first round warms caches on the servers and counts for nothing. */
async function takeTurns(browser: Browser, sides: readonly Side[], runs: number) {
  for (let round = 0; round <= runs; round += 1) {
    for (const [turn] of sides.entries()) {
      const side = sides[(turn + round) % sides.length]!;
      const visited = await visit(browser, side.url, SLOW_PHONE);
      if (round > 0) side.visits.push(visited);
    }
    process.stdout.write(round === runs ? '\n' : '.');
  }
}

async function compare(sides: readonly Side[], runs: number): Promise<Findings> {
  const weighed = await Promise.all(sides.map(async (side) => ({ ...side, figures: await figuresOf(side) })));
  const find = (page: string, build: string) => weighed.find((side) => side.page === page && side.build === build)!.figures;
  return {
    name: 'page',
    method: `medians of ${runs} first visits, taking turns; 150 ms latency, 1.6 Mbit/s down, 0.75 up, processor slowed down 4 times`,
    table: weighed.map(({ page, build, figures, visits }) => ({
      page: `${page}, ${build}`,
      'JS gzip': kilobytes(figures.scriptGzip),
      scripts: figures.scripts,
      bytes: kilobytes(figures.bytes),
      requests: figures.requests,
      FCP: ms(figures.fcp),
      LCP: ms(figures.lcp),
      'blocks live': ms(figures.ready),
      shift: figures.shift.toFixed(3),
      gaps: visits.filter(({ gap }) => gap).length,
    })),
    verdicts: [
      ...verdictsOn('product', find('product', 'ours'), find('product', 'twin')),
      ...verdictsOn('home', find('home', 'ours'), find('home', 'twin')),
    ],
    figures: weighed.map(({ page, build, url, visits }) => ({ page, build, url, lcp: spreadOf(visits.map(({ lcp }) => lcp)), visits })),
  };
}

type Figures = Awaited<ReturnType<typeof figuresOf>>;

async function figuresOf({ visits }: Side) {
  const middle = (name: 'fcp' | 'lcp' | 'ready' | 'shift' | 'bytes' | 'requests') => median(visits.map((each) => each[name]));
  const { scripts } = visits.at(-1)!;
  const names = { fcp: middle('fcp'), lcp: middle('lcp'), ready: middle('ready'), shift: middle('shift'), bytes: middle('bytes') };
  return { ...names, requests: middle('requests'), scripts: scripts.length, scriptGzip: await weigh(scripts) };
}

function verdictsOn(page: string, ours: Figures, twin: Figures): Verdict[] {
  const script = ours.scriptGzip / twin.scriptGzip;
  const lcp = ours.lcp / twin.lcp;
  const target = (text: string) => (page === 'product' ? text : `${text}, promised for the product page`);
  return [
    { figure: `${page}: JavaScript, gzip`, measured: times(script), target: target('≤ 1.6 × twin'), kept: script <= 1.6 },
    { figure: `${page}: requests for scripts`, measured: whole(ours.scripts), target: target('≤ 12'), kept: ours.scripts <= 12 },
    { figure: `${page}: Largest Contentful Paint`, measured: times(lcp), target: target('≤ 0.7 × twin'), kept: lcp <= 0.7 },
    { figure: `${page}: layout shift`, measured: ours.shift.toFixed(3), target: target('≤ 0.02'), kept: ours.shift <= 0.02 },
  ];
}
