import { existsSync, rmSync } from 'node:fs';
import { claimOf } from './claim.ts';
import { removeElsewhere } from './postgres/places.ts';
import { explain, Problem } from './problem.ts';
import { endLeftovers } from './process/record.ts';
import { settingsHere } from './settings.ts';
import { type State, stateIn } from './state.ts';

async function reset(state: State): Promise<string[]> {
  const holder = claimOf(state);
  if (holder)
    throw new Problem(
      `The shop runs: ${holder.address} (process ${holder.pid})`,
      'stop it with Ctrl-C where it was started, and reset then',
    );
  if (!existsSync(state.folder)) return [];
  // JOGAKBO_STATE may name any folder; only one that a start has made is removed.
  if (!existsSync(state.run) || !existsSync(state.releases)) {
    throw new Problem(`${state.folder} is not a state folder of the shop`, 'correct JOGAKBO_STATE, or remove the folder yourself');
  }
  await endLeftovers(state.run);
  const elsewhere = removeElsewhere(state);
  rmSync(state.folder, { recursive: true, force: true });
  return [state.folder, ...(elsewhere ? [elsewhere] : [])];
}

try {
  const removed = await reset(stateIn(settingsHere().state));
  process.stdout.write(removed.length > 0 ? `Removed ${removed.join(' and ')}.\n` : 'There is nothing to remove.\n');
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exit(1);
}
