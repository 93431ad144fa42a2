import { setTimeout as wait } from 'node:timers/promises';
import { whole, type Findings } from './report.ts';
import { residentOf } from './resident.ts';
import type { ShopToMeasure } from './shop.ts';
import { median } from './statistics.ts';

const TARGET = 1.2 * 2 ** 30;
/** What a start leaves behind is collected by then. */
const IDLE_SECONDS = Number(process.env['IDLE_SECONDS'] ?? 30);

const megabytes = (bytes: number) => `${whole(bytes / 2 ** 20)} MiB`;

/** The resident memory of every process of a shop that nobody visits, its supervisor included. */
export async function measureMemory(shop: ShopToMeasure, runs: number): Promise<Findings> {
  await wait(IDLE_SECONDS * 1000);
  const samples: Record<string, number>[] = [];
  for (let run = 0; run < runs; run += 1) {
    const processes = await shop.processes();
    samples.push({ ...Object.fromEntries(processes.map(({ instance, rss }) => [instance, rss])), supervisor: residentOf(shop.supervisor) });
    await wait(1000);
  }
  const names = Object.keys(samples[0]!);
  const total = median(samples.map((sample) => Object.values(sample).reduce((sum, bytes) => sum + bytes, 0)));
  return {
    name: 'memory',
    method: `medians of ${runs} looks at resident memory, a second apart, ${IDLE_SECONDS} s after the last request; pages that processes share count once in each`,
    table: [
      ...names.map((name) => ({ process: name, resident: megabytes(median(samples.map((sample) => sample[name] ?? 0))) })),
      { process: 'all', resident: megabytes(total) },
    ],
    verdicts: [{ figure: 'the whole idle shop', measured: megabytes(total), target: '≤ 1.2 GiB, 1,229 MiB', kept: total <= TARGET }],
    figures: samples,
  };
}
