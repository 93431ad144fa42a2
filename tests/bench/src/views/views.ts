import path from 'node:path';
import { installPeer } from '../log/peer.ts';
import { whole, type Findings } from '../report.ts';
import { settings } from '../shop.ts';
import { buildArchive } from './archive.ts';
import { catchUp, type CatchingUp } from './catching-up.ts';
import { EmmettStore, manners } from './emmett.ts';
import { fill } from './filling.ts';
import { findingsOf, OURS } from './findings.ts';
import { openViewsGround, type ViewsGround } from './ground.ts';
import { measureLag } from './lag.ts';
import { ARCHIVE } from './participant/src/moves.ts';
import { rebuild } from './rebuild.ts';

/** The longest history; the others have a tenth and a hundredth of it. EVENTS=100000 is the quick way. */
const EVENTS = Number(process.env['EVENTS'] ?? 1_000_000);
const HISTORIES = { short: EVENTS / 100, medium: EVENTS / 10, long: EVENTS };
const PROJECTIONS = [1, 10, 100];

/** A view's lag, its rebuild, its catching up beside a peer's, and what all of that costs as there is more of it. */
export async function measureViews(runs: number): Promise<Findings> {
  const { state } = settings();
  const peer = installPeer(state);
  const program = await buildArchive(path.join(state, 'views-program'));
  const ground = await openViewsGround(state, [...Object.keys(HISTORIES), 'live']);
  try {
    const lag = await measureLag(program, ground, 'live');
    console.log('· lag measured; filling the logs …');
    for (const [log, moves] of Object.entries(HISTORIES)) await fill(log, ground.filled(log), moves);
    const keptOf = (log: string, projections = 1) => ({ log, access: ground.filled(ARCHIVE), projections });
    const histories: CatchingUp[] = [];
    for (const [log, moves] of Object.entries(HISTORIES)) histories.push(await catchUp(program, ground, keptOf(log), moves));
    // The longest log is the one that its view has just seen.
    const rebuilding = await rebuild(program, ground, keptOf('long'), HISTORIES.long);
    console.log(`· ${whole(EVENTS)} events folded anew in ${whole(rebuilding.seconds)} s`);
    const many: CatchingUp[] = [];
    for (const projections of PROJECTIONS) many.push(await catchUp(program, ground, keptOf('short', projections), HISTORIES.short));
    const turns = await taken(ground, peer, { program, runs });
    return findingsOf({ lag, rebuilding, histories, many, turns, events: HISTORIES.medium });
  } finally {
    await ground.stop();
  }
}

/** By name: events a second, in each round. All take turns, in an order that changes. */
async function taken(ground: ViewsGround, peer: string, { program, runs }: { program: string; runs: number }) {
  const moves = HISTORIES.medium;
  const store = await EmmettStore.filled(peer, ground.peerUrl, moves);
  try {
    const kept = { log: 'medium', access: ground.filled(ARCHIVE), projections: 1 };
    const contenders = [
      { name: OURS, seconds: async () => (await catchUp(program, ground, kept, moves)).seconds },
      ...manners.map((manner) => ({ name: manner.name, seconds: () => store.catchUp(manner) })),
    ];
    const rates = new Map(contenders.map(({ name }) => [name, [] as number[]]));
    for (let run = 0; run <= runs; run += 1)
      for (let place = 0; place < contenders.length; place += 1) {
        const { name, seconds } = contenders[(run + place) % contenders.length]!;
        const rate = moves / (await seconds());
        if (run > 0) rates.get(name)!.push(rate);
        console.log(`· run ${run}: ${name} ${whole(rate)}/s`);
      }
    return rates;
  } finally {
    await store.close();
  }
}
