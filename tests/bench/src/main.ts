import { compileTypeScript } from '@jogakbo/testing/typescript';
import { load, report, type Findings } from './report.ts';
import { openShop, type ShopToMeasure } from './shop.ts';

compileTypeScript();

const RUNS = Number(process.env['RUNS'] ?? 7);

/** Benchmarks that need the whole shop, by name. */
const ofShop: Record<string, (shop: ShopToMeasure, runs: number) => Promise<Findings>> = {
  memory: async (...given) => (await import('./memory.ts')).measureMemory(...given),
  page: async (...given) => (await import('./page/page.ts')).measurePages(...given),
  registry: async (...given) => (await import('./registry/registry.ts')).measureRegistry(...given),
  recovery: async (...given) => (await import('./recovery/recovery.ts')).measureRecovery(...given),
  gateway: async (...given) => (await import('./gateway/gateway.ts')).measureGateway(...given),
  shop: async (...given) => (await import('./buying/buying.ts')).measureBuying(...given),
};
/** Benchmarks that start what they need themselves. */
const alone: Record<string, (runs: number) => Promise<Findings>> = {
  log: async (runs) => {
    process.env['LOG_LEVEL'] ??= 'error';
    return (await import('./log/log.ts')).measureLog(runs);
  },
  sagas: async (runs) => {
    process.env['LOG_LEVEL'] ??= 'error';
    return (await import('./sagas/sagas.ts')).measureSagas(runs);
  },
  views: async (runs) => {
    process.env['LOG_LEVEL'] ??= 'error';
    return (await import('./views/views.ts')).measureViews(runs);
  },
  projection: async (runs) => (await import('./projection/projection.ts')).measureProjection(runs),
};

const wanted = process.argv.slice(2);
const chosen = wanted.includes('all') ? [...Object.keys(ofShop), ...Object.keys(alone)] : wanted;
const unknown = chosen.filter((name) => !(name in ofShop) && !(name in alone));
if (chosen.length === 0 || unknown.length > 0) {
  console.error(`Say what is to be measured: npm run bench -- ${[...Object.keys(ofShop), ...Object.keys(alone), 'all'].join(' | ')}`);
  process.exit(1);
}

async function measured(measure: () => Promise<Findings>): Promise<boolean> {
  const before = load();
  const findings = await measure();
  report(findings, before);
  return findings.verdicts.every(({ kept }) => kept);
}

const kept: boolean[] = [];
const needShop = chosen.filter((name) => name in ofShop);
if (needShop.length > 0) {
  const shop = await openShop();
  try {
    for (const name of needShop) kept.push(await measured(() => ofShop[name]!(shop, RUNS)));
  } finally {
    await shop.stop();
  }
}
for (const name of chosen.filter((each) => each in alone)) kept.push(await measured(() => alone[name]!(RUNS)));
process.exit(kept.every(Boolean) ? 0 : 2);
