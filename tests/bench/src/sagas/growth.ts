import { whole } from '../report.ts';
import { openSagaGround } from './ground.ts';
import { conduct, type Outcome } from './load.ts';
import { ours } from './ours.ts';

/** Sagas that have ended before, at most; the other stages have a tenth and a hundredth of it. GROWTH=0 leaves them out. */
const GROWTH = Number(process.env['GROWTH'] ?? 10_000);
/** Sagas that each stage measures. */
const SAMPLE = Number(process.env['SAMPLE'] ?? 1000);
const AT_ONCE = 64;
/** Sagas under way at the same time. */
const CROWDS = [1, 64, 1024];

/** What it costs to conduct sagas where much has happened, or much is under way. */
export interface Stage {
  readonly what: string;
  readonly outcome: Outcome;
}

/** Our platform, in one process and from an empty log, as it has more behind it and before it. */
export async function growing(state: string, program: string): Promise<Stage[]> {
  if (GROWTH === 0) return [];
  const ground = await openSagaGround(state, 'sagas-growing');
  const conducting = await ours('growing', [['ordering', 'inventory', 'payment']], { ground, program }).open();
  try {
    const stages: Stage[] = [];
    let behind = 0;
    const measure = async (what: string, atOnce: number) => {
      stages.push({ what, outcome: await conduct(conducting, SAMPLE, atOnce) });
      behind += SAMPLE;
    };
    for (const history of [GROWTH / 100, GROWTH / 10, GROWTH]) {
      const missing = history - behind;
      if (missing > 0) behind += (await conduct(conducting, missing, AT_ONCE)).times.length;
      await measure(`after ${whole(history)} sagas`, AT_ONCE);
    }
    for (const crowd of CROWDS) await measure(`${whole(crowd)} under way`, crowd);
    return stages;
  } finally {
    await conducting.close();
    await ground.stop();
  }
}
